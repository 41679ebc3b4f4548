// Profiles: how much each step of a training counts in a power average, and how stored averages become one of
// another width when the training is over. Karras et al. (2024), arXiv:2312.02696, section 3.
#pragma once

#include <vector>

#include "core/array.hpp"

namespace drift::network {

/// The weight (gamma + 1) tau^gamma / length^(gamma + 1) of time tau in [0, length].
struct Profile {
    double gamma, length;

    bool operator==(const Profile&) const = default;
};

/// The integral of the product of two profiles.
double overlap(const Profile& a, const Profile& b);

/// The factors c for which the integral of (sum_i c_i stored_i - wanted)^2 is least: one 1 among zeros when
/// the wanted one is stored, else by the normal equations  sum_j <i, j> c_j = <i, wanted>.
std::vector<double> combination(const std::vector<Profile>& stored, const Profile& wanted);

/// The root of that integral, relative to the wanted profile's own.
double misfit(const std::vector<Profile>& stored, const std::vector<double>& factors, const Profile& wanted);

}  // namespace drift::network
