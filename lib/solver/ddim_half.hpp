// The probability flow's Euler step as DDIM with one half in place of its mixing number.
#pragma once

#include "core/array.hpp"
#include "path/schedule.hpp"

namespace drift::solver {

/// One step from time t to the less noisy time s, half of the way to DDPM's mean: in y = x / alpha,
///     y_s = y_t + 1/2 (E[y_s | y_t] - y_t).
/// It is Euler's method in (sigma / alpha)^2; on alpha = 1, sigma = sigma_q sqrt t that is t: Nakkiran,
/// Bradley, Zhou, Advani (2024), arXiv:2406.08929, section 3.5. DDIM has sigma_t / (sigma_s + sigma_t) for
/// the half. Demands alpha_t > 0; at sigma_s = 0 it ends half way between x and the denoiser.
Rows ddim_half(const Rows& x, const Rows& x0_hat, const Scales& t, const Scales& s);

}  // namespace drift::solver
