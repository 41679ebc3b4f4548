// DDPM: ancestral sampling, a Gaussian draw of x_s given x_t at each step.
#pragma once

#include "core/array.hpp"
#include "path/schedule.hpp"

namespace drift::solver {

/// The variance of a step of the reverse chain: that of x_s given x_t and x0 (right for data at a point), or
/// that of x_t given x_s (right for broad data).
enum class Variance { small, large };

/// One step from time t to the less noisy time s: x_s is drawn from the law of x_s given x_t and x0 = x0_hat,
///     mean = (beta alpha_s x0_hat + a sigma_s^2 x_t) / sigma_t^2,   a = alpha_t / alpha_s,
///     beta = sigma_t^2 - a^2 sigma_s^2 = sigma_t^2 (1 - e^(-2 h)),  h = lambda_s - lambda_t,
/// with variance beta sigma_s^2 / sigma_t^2 (small) or beta (large).
/// Ho, Jain, Abbeel (2020), arXiv:2006.11239, Algorithm 2. On alpha = 1, sigma = sigma_q sqrt t it is
///     x_{t-dt} = x_t + (dt / t) (x0_hat - x_t) + N(0, sigma_q^2 dt)
/// with the large variance: Nakkiran, Bradley, Zhou, Advani (2024), arXiv:2406.08929, Pseudocode 7, and, as
/// E[x_{t-dt} | x_t] = x_t + (dt / t) (x0_hat - x_t), Pseudocode 2.
Rows ddpm(const Rows& x, const Rows& x0_hat, const Rows& z, const Scales& t, const Scales& s,
          Variance variance);

/// The mean alone, which is the last step of Ho et al.
Rows ddpm_mean(const Rows& x, const Rows& x0_hat, const Scales& t, const Scales& s);

}  // namespace drift::solver
