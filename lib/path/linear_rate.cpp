// Schedules whose noise rate beta is linear in t.
#include <cmath>

#include "core/error.hpp"
#include "path/schedule.hpp"
#include "path/variance_preserving.hpp"

namespace drift::path {
namespace {

/// beta(t) = beta_min + (beta_max - beta_min) t,  -2 log alpha = integral of beta from 0 to t.
struct Beta {
    explicit Beta(const Spec& spec)
        : low(spec.number("beta_min", 1e-6, 1e3)), rise(spec.number("beta_max", 1e-6, 1e3) - low) {
        if (rise < 0) throw UsageError("beta_max must not be below beta_min in '", spec.canonical(), "'");
    }

    Real operator()(Real t) const { return low + rise * t; }
    Real integral(Real t) const { return t * (low + rise * t / 2); }
    Real time(Real integral) const {
        return 2 * integral / (low + std::sqrt(low * low + 2 * rise * integral));
    }

    Real low, rise;
};

/// alpha = exp(-integral of beta / 2), sigma = sqrt(1 - alpha^2). Song et al. (2021), arXiv:2011.13456.
class VarianceLinear final : public Schedule {
public:
    explicit VarianceLinear(const Spec& spec) : Schedule(spec.canonical()), beta_(spec) {}

    Scales at(Real t) const override { return variance_preserving(t, -beta_.integral(t) / 2, -beta_(t) / 2); }
    std::optional<Real> beta(Real t) const override { return beta_(t); }

private:
    Real inverse(Real lambda) const override { return beta_.time(attenuation(lambda)); }

    Beta beta_;
};

/// alpha as vp-linear, sigma = 1 - alpha^2. Song et al. (2021), arXiv:2011.13456.
class SubVariance final : public Schedule {
public:
    explicit SubVariance(const Spec& spec) : Schedule(spec.canonical()), beta_(spec) {}

    Scales at(Real t) const override {
        const Real log_alpha = -beta_.integral(t) / 2, alpha = std::exp(log_alpha);
        const Real sigma = -std::expm1(2 * log_alpha), sigma_dot = alpha * alpha * beta_(t);
        return {t,
                alpha,
                sigma,
                -alpha * beta_(t) / 2,
                sigma_dot,
                log_alpha - std::log(sigma),
                2 * sigma * sigma_dot};
    }
    std::optional<Real> beta(Real t) const override { return beta_(t); }

private:
    // 1/alpha - alpha = 2 sinh(-log alpha) = e^-lambda.
    Real inverse(Real lambda) const override { return beta_.time(2 * std::asinh(std::exp(-lambda) / 2)); }

    Beta beta_;
};

std::vector<Setting> rates() {
    return {{"beta_min", "0.1", "noise rate at t = 0"}, {"beta_max", "20", "noise rate at t = 1"}};
}

}  // namespace

Registered<MakeSchedule> vp_linear() {
    return {{"vp-linear", rates(), "variance preserving, its rate linear in t",
             "Song et al. (2021), arXiv:2011.13456"},
            [](const Spec& spec) { return std::make_unique<VarianceLinear>(spec); }};
}

Registered<MakeSchedule> sub_vp() {
    return {{"sub-vp", rates(), "alpha of vp-linear, sigma = 1 - alpha^2",
             "Song et al. (2021), arXiv:2011.13456"},
            [](const Spec& spec) { return std::make_unique<SubVariance>(spec); }};
}

}  // namespace drift::path
