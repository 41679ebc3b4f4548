// The cosine schedule.
#include <cmath>
#include <limits>
#include <numbers>

#include "path/schedule.hpp"
#include "path/variance_preserving.hpp"

namespace drift::path {
namespace {

constexpr Real infinity = std::numeric_limits<Real>::infinity();

/// alpha = cos(w) / cos(w0), w = (pi/2) (t + s)/(1 + s), w0 its value at 0, sigma = sqrt(1 - alpha^2).
/// Nichol & Dhariwal (2021), arXiv:2102.09672. With d = w - w0, 1 - alpha = 2 sin^2(d/2) + tan(w0) sin(d).
class Cosine final : public Schedule {
public:
    explicit Cosine(const Spec& spec)
        : Schedule(spec.canonical()),
          rate_(std::numbers::pi / 2 / (1 + spec.number("s", 0, 1))),
          w0_(rate_ * spec.number("s", 0, 1)) {}

    Scales at(Real t) const override {
        const Real d = rate_ * t, half = std::sin(d / 2);
        const Real alpha = std::sin(rate_ * (1 - t)) / std::cos(w0_);
        const Real sigma = std::sqrt((2 * half * half + std::tan(w0_) * std::sin(d)) * (1 + alpha));
        const Real alpha_dot = -rate_ * std::sin(w0_ + d) / std::cos(w0_);
        const Real at_0 = w0_ > 0 ? infinity : rate_;
        const Real sigma_dot = sigma > 0 ? -alpha * alpha_dot / sigma : at_0;
        return {t, alpha, sigma, alpha_dot, sigma_dot, std::log(alpha / sigma), -2 * alpha * alpha_dot};
    }

    std::optional<Real> beta(Real t) const override { return -2 * at(t).f(); }

    // Beyond it lambda falls without end; the start of Lu et al. (2022), arXiv:2206.00927.
    Real last_time(bool) const override { return 0.9946; }

private:
    // sin and cos of d = w - w0 from cos(w) = alpha cos(w0); the difference in
    // sin(d) is taken by its squares.
    Real inverse(Real lambda) const override {
        const Real log_alpha = -attenuation(lambda) / 2, alpha = std::exp(log_alpha);
        const Real variance = -std::expm1(2 * log_alpha), s = std::sin(w0_), c = std::cos(w0_);
        if (variance == 0) return 0;
        const Real sin_w = std::sqrt(s * s + variance * c * c);
        return std::atan2(c * variance / (sin_w + alpha * s), alpha * c * c + sin_w * s) / rate_;
    }

    Real rate_, w0_;
};

}  // namespace

Registered<MakeSchedule> vp_cosine() {
    return {{"vp-cosine",
             {{"s", "0.008", "offset in time"}},
             "variance preserving, alpha a cosine",
             "Nichol, Dhariwal (2021), arXiv:2102.09672"},
            [](const Spec& spec) { return std::make_unique<Cosine>(spec); }};
}

}  // namespace drift::path
