// The spread of a training set about a posterior mean: what the mean's derivative is made of.
#pragma once

#include <vector>

#include "distribution/point_set.hpp"
#include "kernel/empirical_loops.hpp"

namespace drift::exact {

/// A noisy point x (d, then zeros to a multiple of the lanes) that has been past all points of a class: its
/// least square, the sum of the weights relative to it, and the mean (d) that they make.
struct Scanned {
    const Real* x;
    Query query;
    Real least, total;
    const Real* mean;
};

/// products[j] += alpha / sigma^2 sum_i w_i (p_i - mean) (p_i - mean)^T v[j] of one row, over the points
/// begin .. end with their weights w_i, sum 1.
void add_covariance(const PointSet& points, std::size_t begin, std::size_t end, const Scanned& scanned,
                    std::size_t row, const std::vector<Rows>& v, std::vector<Rows>& products);

}  // namespace drift::exact
