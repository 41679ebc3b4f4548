// DEIS: Adams-Bashforth in sigma / alpha with polynomials in its logarithm.
#pragma once

#include <memory>

#include "core/spec.hpp"
#include "sampler/sampler.hpp"

namespace drift::solver {

/// The entry of one order, 1 to 3, in the table of solvers: the noise prediction as a polynomial in
/// ln r, r = sigma / alpha, through the last times,
///     x_s / alpha_s = x_t / alpha_t + sum_j c_j eps_j,   c_j = integral of l_j(ln r) dr from r_t to r_s,
/// in closed form. Zhang, Chen (2022), arXiv:2204.13902, as its authors' code has it. Order 3 is the
/// multistep DPM-Solver-3 in eps with the second difference doubled. The first steps are of orders 1, 2,
/// which leaves order 2 on a whole journey.
Entry deis_entry(std::size_t order);

std::unique_ptr<const Solver> make_deis(std::size_t order);

}  // namespace drift::solver
