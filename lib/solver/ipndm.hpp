// iPNDM: the Adams-Bashforth weights of a uniform grid, on any grid.
#pragma once

#include <memory>

#include "core/spec.hpp"
#include "sampler/sampler.hpp"

namespace drift::solver {

/// The entry of one order, 1 to 4, in the table of solvers:
///     x_s / alpha_s = x_t / alpha_t + (r_s - r_t) sum_j b_j eps_j,   r = sigma / alpha,
/// b = 1; 3/2, -1/2; (23, -16, 5) / 12; (55, -59, 37, -9) / 24. Of that order in steps uniform in r, of
/// order 1 on other grids (2 where neighbouring steps become equal), and good in few steps.
/// Liu, Ren, Lin, Zhao (2022), arXiv:2202.09778; without its Runge-Kutta start: Zhang, Chen (2022),
/// arXiv:2204.13902. The first steps are of orders 1, 2, 3. Stands at sigma_s = 0.
Entry ipndm_entry(std::size_t order);

std::unique_ptr<const Solver> make_ipndm(std::size_t order);

}  // namespace drift::solver
