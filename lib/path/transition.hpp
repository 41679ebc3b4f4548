// The forward transition p(x_t | x_s) of a path to N(0, I) and its posterior p(x_s | x_t, x0), s nearer to data.
#pragma once

#include "path/schedule.hpp"

namespace drift::path {

/// 1 - e^(-2h), h = lambda_s - lambda_t > 0: the part of the noise's variance in x_t that is new since s,
///     sigma_t^2 - (alpha_t / alpha_s)^2 sigma_s^2 = sigma_t^2 (1 - e^(-2h)),
/// without its cancellation. It is 1 where sigma_s = 0 or alpha_t = 0, though lambda is infinite there. Taken
/// alone where a step keeps a part of the noise, as DDIM's eta does.
Real new_noise_fraction(const Scales& s, const Scales& t);

/// p(x_t | x_s):  x_t = keep x_s + add z. For steps from data to noise, for paths by steps, and for going back
/// up within a sampler; `add` is also the standard deviation of DDPM's large variance. Needs alpha_s > 0.
struct Transition {
    Transition(const Scales& s, const Scales& t);

    Real keep, add;
};

/// p(x_s | x_t, x0):  x_s = of_x0 x0 + of_x x_t + std z, Bayes' rule for the transition and p(x_s | x0). For
/// ancestral steps from noise to data. Needs sigma_t > 0. Ho, Jain, Abbeel (2020), arXiv:2006.11239, eq. 6-7.
struct Posterior {
    Posterior(const Scales& s, const Scales& t);

    Real of_x0, of_x, std;
};

/// The transition in y = x / alpha, which noise is only added to:  y_t = y_s + add z,
///     add = sqrt(r_t^2 - r_s^2),  r = sigma / alpha;  0 for r_t < r_s.
/// For samplers whose authors work in y (edm, restart). Karras et al. (2022), arXiv:2206.00364, algorithm 2.
Real added_to_ratio(const Scales& s, const Scales& t);

}  // namespace drift::path
