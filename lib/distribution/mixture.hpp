// Gaussian mixtures: sets whose densities, scores and denoisers have closed forms.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/array.hpp"
#include "core/random.hpp"

namespace drift::distribution {

/// sum_k weights_k N(means_k, C_k), C_k = U_k diag(variances_k) U_k^T.
struct Mixture {
    Vector weights;                // (k), sum 1
    Rows means;                    // (k, d)
    Rows variances;                // (k, d), in the directions of U_k
    std::vector<Rows> directions;  // k of (d, d), the columns of U_k; empty when every U_k is the identity
    Labels labels;                 // (k), the class of each component; empty without classes
};

/// A mixture as JSON: {"weights":[], "means":[[]], "stds":[] or "covs":[], "labels":[]}; labels may be left
/// out. Error naming the file and what is wrong: sizes that differ, weights that are negative or do not sum
/// to 1 within 1e-9, covariances that are not symmetric and positive semidefinite.
Mixture read_mixture(const std::string& file);
Mixture parse_mixture(const std::string& json, const std::string& source);
std::string to_json(const Mixture& mixture);

/// Rows first .. first + n of the mixture's endless stream of draws; classes, if wanted, beside them.
Rows draw(const Mixture& mixture, const Random& random, std::uint64_t first, std::size_t n,
          Labels* classes = nullptr);

/// The components of one class, their weights made to sum to 1; Error when there are none.
Mixture only_class(const Mixture& mixture, int label);

}  // namespace drift::distribution
