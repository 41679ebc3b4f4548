// DPM-Solver: singlestep exponential integrators of order 1 to 3, and the general form of the family.
#pragma once

#include <memory>
#include <vector>

#include "core/spec.hpp"
#include "sampler/sampler.hpp"

namespace drift::solver {

/// The orders of the singlestep steps that spend `evaluations`: as many steps of `order` as there can be,
/// with lower ones at the end for the rest (order 3 ends in 1, 2 or 2 + 1), or, when fixed, steps of `order`
/// alone, which leaves evaluations over. Lu et al. (2022), arXiv:2206.00927, and their code.
std::vector<std::size_t> singlestep_orders(std::size_t order, std::size_t evaluations, bool fixed);

/// Its entry in the table of solvers. A singlestep step of order p visits p times of the grid and evaluates
/// the model once at each; x at those within a step is the stage's, of lower order.
///     order 1  x_s = keep x - scale phi_0 m
///     order 2  with m_1 at the point that order 1 gives: second_order()
///     order 3  with m_2 at the point that order 2 gives: second_order() with m_2, or third_order() (taylor)
Entry dpm_entry();

std::unique_ptr<const Solver> make_dpm(const Spec& spec);

}  // namespace drift::solver
