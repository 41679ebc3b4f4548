// The sampler of EDM: Heun's method in sigma, with noise added before each step if wanted.
#pragma once

#include "sampler/solver.hpp"

namespace drift::solver {

/// One step of Heun's method in r = sigma / alpha from time t to s: with y = x / alpha the probability flow
/// is dy/dr = eps_hat, so that
///     x' = ddim(x),   x_s = alpha_s (x / alpha_t + (r_s - r_t) (eps_hat(x, t) + eps_hat(x', s)) / 2);
/// where sigma_s = 0, x' itself. Order 2, 2 evaluations.
Rows heun_in_sigma(const Slice& slice, const Rows& x, const Scales& t, const Scales& s);

}  // namespace drift::solver
