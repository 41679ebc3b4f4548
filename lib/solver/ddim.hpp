// DDIM: move the two predicted ends of the path, x0 and noise, to the next time.
#pragma once

#include "core/array.hpp"
#include "path/schedule.hpp"

namespace drift::solver {

/// One step from time t to the less noisy time s:
///     x_s = alpha_s x0_hat + sqrt(sigma_s^2 - v) eps_hat + sqrt(v) z,
///     eps_hat = (x_t - alpha_t x0_hat) / sigma_t,
///     v = eta^2 sigma_s^2 (1 - e^(-2 h)),   h = lambda_s - lambda_t.
/// Song, Meng, Ermon (2021), arXiv:2010.02502, with v written for any path; eta = 0 on alpha = 1, sigma =
/// sigma_q sqrt t is Nakkiran, Bradley, Zhou, Advani (2024), arXiv:2406.08929, Pseudocode 3. eta = 1 is DDPM
/// with the small variance. Defined at alpha_t = 0 and at sigma_s = 0.
Rows ddim(const Rows& x, const Rows& x0_hat, const Rows& z, const Scales& t, const Scales& s, Real eta);

/// The same without noise: the probability-flow step, eta = 0.
Rows ddim(const Rows& x, const Rows& x0_hat, const Scales& t, const Scales& s);

}  // namespace drift::solver
