// Linear multistep: Adams-Bashforth in sigma, with the grid as it is.
#pragma once

#include <memory>

#include "core/spec.hpp"
#include "sampler/sampler.hpp"

namespace drift::solver {

/// The entry of one order, 1 to 4, in the table of solvers: the noise prediction as a polynomial in
/// r = sigma / alpha through the last times,
///     x_s / alpha_s = x_t / alpha_t + sum_j c_j eps_j,   c_j = integral of l_j(r) dr from r_t to r_s.
/// Adams, Bashforth (1883) on y = x / alpha of Karras, Aittala, Aila, Laine (2022), arXiv:2206.00364. The
/// first steps are of orders 1, 2, .., which leaves order 2 on a whole journey. Stands at sigma_s = 0.
Entry lms_entry(std::size_t order);

std::unique_ptr<const Solver> make_lms(std::size_t order);

}  // namespace drift::solver
