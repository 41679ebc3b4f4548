// Wasserstein distances: the least cost of carrying one set of points onto another.
#pragma once

#include "core/array.hpp"

namespace drift::metric {

/// The 2-Wasserstein distance between two sets of n equally weighted points, over permutations p:
///     W2 = sqrt(min_p 1/n sum_i |a_i - b_p(i)|^2),
/// exact up to rounding. Takes n^2 numbers of memory.
Real w2(const Rows& a, const Rows& b);

}  // namespace drift::metric
