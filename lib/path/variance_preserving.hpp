// What the variance-preserving schedules share: alpha^2 + sigma^2 = 1, so that log alpha says everything.
#pragma once

#include <cmath>
#include <limits>

#include "path/schedule.hpp"

namespace drift::path {

/// The scales of a schedule from log alpha < 0 and its slope. sigma = sqrt(1 - alpha^2) through expm1,
/// without cancellation at small t.
inline Scales variance_preserving(Real t, Real log_alpha, Real log_alpha_dot) {
    const Real alpha = std::exp(log_alpha), sigma = std::sqrt(-std::expm1(2 * log_alpha));
    const Real variance_dot = -2 * alpha * alpha * log_alpha_dot;
    const Real sigma_dot = sigma > 0 ? variance_dot / (2 * sigma) : std::numeric_limits<Real>::infinity();
    return {t, alpha, sigma, alpha * log_alpha_dot, sigma_dot, log_alpha - std::log(sigma), variance_dot};
}

/// -2 log alpha where ln(alpha / sigma) = lambda:  log(1 + e^(-2 lambda)).
inline Real attenuation(Real lambda) {
    return lambda < 0 ? std::log1p(std::exp(2 * lambda)) - 2 * lambda : std::log1p(std::exp(-2 * lambda));
}

}  // namespace drift::path
