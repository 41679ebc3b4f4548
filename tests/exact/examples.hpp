// Small models and shapes for the tests of models and samplers.
#pragma once

#include <cmath>
#include <memory>
#include <string>

#include "distribution/mixture.hpp"
#include "io/npy.hpp"
#include "path/schedule.hpp"

namespace drift::all {

inline Rows reference(const std::string& name) {
    return npy::read_rows(DRIFT_TESTS "/reference/" + name + ".npy");
}

inline std::shared_ptr<const Schedule> schedule_of(const std::string& spec) { return make_schedule(spec); }

/// Rows written as a list of lists.
inline Rows rows(std::initializer_list<std::initializer_list<Real>> values) { return Rows(values); }

/// sum_k weights_k N(means_k, stds_k^2).
inline Mixture isotropic(const Vector& weights, const Rows& means, const Vector& stds) {
    Mixture mixture{weights, means, zeros(row_count(means), dimension(means)), {}, {}};
    for (std::size_t k = 0; k < row_count(means); ++k)
        for (std::size_t j = 0; j < dimension(means); ++j) mixture.variances(k, j) = stds(k) * stds(k);
    return mixture;
}

/// One Gaussian on the line; a point when std is 0.
inline Mixture gaussian(Real mean, Real std) { return isotropic({1.0}, rows({{mean}}), {std}); }

/// 1/2 N(-2, 0.5^2) + 1/2 N(2, 1): Nakkiran et al. (2024), arXiv:2406.08929, Figure 1.
inline Mixture two_humps() { return isotropic({0.5, 0.5}, rows({{-2.0}, {2.0}}), {0.5, 1.0}); }

/// The reference set's eight Gaussians on a circle.
inline Mixture ring8() {
    const Rows weights = reference("problem/ring8.weights"), stds = reference("problem/ring8.stds");
    return isotropic(xt::flatten(weights), reference("problem/ring8.means"), xt::flatten(stds));
}

/// Four Gaussians of different weights and widths in the plane.
inline Mixture four_gaussians() {
    return isotropic({0.3, 0.25, 0.25, 0.2}, rows({{1.1, 0.3}, {-0.7, 0.9}, {-0.4, -1.2}, {0.8, -0.6}}),
                     {0.35, 0.5, 0.4, 0.6});
}

}  // namespace drift::all
