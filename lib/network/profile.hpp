// Profiles: the weight of each step of a training in a power average, and post-hoc EMA: an average of any
// width as a combination of stored ones. Karras et al. (2024), arXiv:2312.02696, section 3.
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

/// The factors c that minimise the integral of (sum_i c_i stored_i - wanted)^2: a single 1 if the wanted
/// profile is stored, else from the normal equations  sum_j <i, j> c_j = <i, wanted>.
std::vector<double> combination(const std::vector<Profile>& stored, const Profile& wanted);

/// The square root of that integral over the one of wanted^2: a relative error in L2.
double misfit(const std::vector<Profile>& stored, const std::vector<double>& factors, const Profile& wanted);

}  // namespace drift::network
