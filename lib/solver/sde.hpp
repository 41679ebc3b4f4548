// The reverse SDE by the method of Euler and Maruyama, with a knob for its noise.
#pragma once

#include "core/array.hpp"
#include "path/schedule.hpp"

namespace drift::solver {

/// One step from time t to s < t of
///     dx = [f x - (1 + eta^2) / 2 g^2 grad log p_t] dt + eta g dw,
/// which has the marginals of the path for every eta:
///     x_s = x_t + (s - t) (u + eta^2 g^2 / (2 sigma) eps_hat) + eta g sqrt(t - s) z,  all at t,
/// with the probability flow's velocity u. Weak order 1 in t, Euler's order 1 for eta = 0.
/// Song et al. (2021), arXiv:2011.13456; Fu, Wang (2026), arXiv:2605.22586, eq. 42 for eta = 1. On alpha = 1,
/// sigma = sigma_q sqrt t that is DDPM with the large variance. Demands alpha > 0 at t.
Rows euler_maruyama(const Rows& x, const Rows& x0_hat, const Rows& z, const Scales& t, Real s, Real eta);

}  // namespace drift::solver
