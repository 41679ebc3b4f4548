#include "path/transition.hpp"

#include <algorithm>
#include <cmath>

namespace drift::path {

Real new_noise_fraction(const Scales& s, const Scales& t) { return -std::expm1(2 * (t.lambda - s.lambda)); }

Transition::Transition(const Scales& s, const Scales& t)
    : keep(t.alpha / s.alpha), add(t.sigma * std::sqrt(new_noise_fraction(s, t))) {}

// With a = alpha_t / alpha_s the weight of x_t is a sigma_s^2 / sigma_t^2 = e^(-h) sigma_s / sigma_t.
Posterior::Posterior(const Scales& s, const Scales& t)
    : of_x0(new_noise_fraction(s, t) * s.alpha),
      of_x(std::exp(t.lambda - s.lambda) * s.sigma / t.sigma),
      std(s.sigma * std::sqrt(new_noise_fraction(s, t))) {}

Real added_to_ratio(const Scales& s, const Scales& t) {
    const Real r_s = s.sigma / s.alpha, r_t = t.sigma / t.alpha;
    return std::sqrt(std::max(r_t * r_t - r_s * r_s, 0.0));
}

}  // namespace drift::path
