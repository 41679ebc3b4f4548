// The assignment problem: the cheapest one-to-one pairing of rows and columns.
#pragma once

#include <vector>

#include "core/array.hpp"

namespace drift::transport {

/// The column of each row in the permutation with the least sum of cost(i, column_i), cost (n, n), exact up
/// to rounding. Time O(n^3) at worst. Jonker & Volgenant (1987), A shortest augmenting path algorithm for
/// dense and sparse linear assignment problems.
std::vector<std::size_t> assignment(const Rows& cost);

/// The partner in b of each row of a, in the pairing of all rows with the least sum of |a_i - b_j|^2; a and b (n, d).
std::vector<std::size_t> nearest_pairing(const Rows& a, const Rows& b);

/// |a_i - b_j|^2 for rows a (n, d) and b (m, d): (n, m), by direct differences.
Rows squared_distances(const Rows& a, const Rows& b);

}  // namespace drift::transport
