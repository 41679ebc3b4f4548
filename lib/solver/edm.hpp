// The sampler of EDM: Heun's method in sigma, with noise added before each step if wanted.
#pragma once

#include <memory>

#include "core/spec.hpp"
#include "sampler/sampler.hpp"

namespace drift::solver {

/// One step of Heun's method in r = sigma / alpha from time t to s: with y = x / alpha the probability flow
/// is dy/dr = eps_hat, so that
///     x' = ddim(x),   x_s = alpha_s (x / alpha_t + (r_s - r_t) (eps_hat(x, t) + eps_hat(x', s)) / 2);
/// where sigma_s = 0, x' itself. Order 2, 2 evaluations.
Rows heun_in_sigma(const Journey& journey, const Rows& x, const Scales& t, const Scales& s);

/// Its entry in the table of solvers. A step from r = sigma / alpha within [min, max] first goes back to
///     r^ = (1 + gamma) r,   y^ = y + sqrt(r^^2 - r^2) noise z,   gamma = min(churn / steps, sqrt(2) - 1),
/// never above the schedule's largest r, and then takes Heun's step from r^.
/// Karras, Aittala, Aila, Laine (2022), arXiv:2206.00364, Algorithm 2, on y = x / alpha.
Entry edm_entry();

std::unique_ptr<const Solver> make_edm(const Spec& spec);

}  // namespace drift::solver
