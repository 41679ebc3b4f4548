// DPM-Solver: singlestep exponential integrators of order 1 to 3, and the general form of the family.
#pragma once

#include <cstddef>
#include <vector>

#include "core/rooms.hpp"

namespace drift::solver {

/// The orders of the singlestep steps that spend `evaluations`: as many steps of `order` as there can be,
/// with lower ones at the end for the rest (order 3 ends in 1, 2 or 2 + 1), or, when fixed, steps of `order`
/// alone, which leaves evaluations over. Lu et al. (2022), arXiv:2206.00927, and their code.
std::vector<std::size_t> singlestep_orders(std::size_t order, std::size_t evaluations, bool fixed);

}  // namespace drift::solver
