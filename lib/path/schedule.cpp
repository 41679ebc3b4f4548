// The schedules, one class each, and the table of their names.
#include "path/schedule.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/error.hpp"
#include "path/discrete.hpp"
#include "path/variance_preserving.hpp"

namespace drift::path {

Real Scales::f() const { return alpha_dot / alpha; }

Real Scales::g2() const { return variance_dot - 2 * f() * sigma * sigma; }

Real Schedule::last_time(bool) const { return 1; }

std::string Schedule::name() const { return spec_.substr(0, spec_.find(':')); }

Real Schedule::time(Real lambda) const {
    const Real t = inverse(lambda), rounding = 1e-9;
    if (!(t >= -rounding && t <= 1 + rounding))
        throw Error("schedule ", name(), " has no time with ln(alpha / sigma) = ", lambda, ": it goes from ",
                    at(0).lambda, " down to ", at(1).lambda);
    return std::clamp(t, 0.0, 1.0);
}

namespace {

constexpr Real infinity = std::numeric_limits<Real>::infinity();

/// alpha = 1, sigma = sigma_q sqrt(t): variance exploding at a constant rate.
/// Nakkiran, Bradley, Zhou, Advani (2024), arXiv:2406.08929, eq. 12.
class VarianceExploding final : public Schedule {
public:
    explicit VarianceExploding(const Spec& spec)
        : Schedule(spec.canonical()), sigma_q_(spec.number("sigma_q", 1e-6, 1e6)) {}

    Scales at(Real t) const override {
        const Real sigma = sigma_q_ * std::sqrt(t), rate = sigma_q_ * sigma_q_;
        return {t, 1, sigma, 0, rate / (2 * sigma), -std::log(sigma), rate};
    }

private:
    Real inverse(Real lambda) const override { return std::pow(std::exp(-lambda) / sigma_q_, 2); }

    Real sigma_q_;
};

/// alpha = 1, sigma = sigma_min (sigma_max / sigma_min)^t; some noise is left at t = 0.
/// Song et al. (2021), arXiv:2011.13456.
class Geometric final : public Schedule {
public:
    explicit Geometric(const Spec& spec)
        : Schedule(spec.canonical()),
          log_min_(std::log(spec.number("sigma_min", 1e-9, 1e6))),
          growth_(std::log(spec.number("sigma_max", 1e-9, 1e6)) - log_min_) {
        if (!(growth_ > 0)) throw UsageError("sigma_max must exceed sigma_min in '", spec.canonical(), "'");
    }

    Scales at(Real t) const override {
        const Real log_sigma = log_min_ + growth_ * t, sigma = std::exp(log_sigma);
        return {t, 1, sigma, 0, growth_ * sigma, -log_sigma, 2 * growth_ * sigma * sigma};
    }

private:
    Real inverse(Real lambda) const override { return (-lambda - log_min_) / growth_; }

    Real log_min_, growth_;
};

/// alpha = 1, sigma = sigma_max t. Karras, Aittala, Aila, Laine (2022), arXiv:2206.00364, with t scaled to
/// [0, 1].
class Edm final : public Schedule {
public:
    explicit Edm(const Spec& spec)
        : Schedule(spec.canonical()), sigma_max_(spec.number("sigma_max", 1e-6, 1e6)) {}

    Scales at(Real t) const override {
        const Real sigma = sigma_max_ * t;
        return {t, 1, sigma, 0, sigma_max_, -std::log(sigma), 2 * sigma_max_ * sigma};
    }

private:
    Real inverse(Real lambda) const override { return std::exp(-lambda) / sigma_max_; }

    Real sigma_max_;
};

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

private:
    // 1/alpha - alpha = 2 sinh(-log alpha) = e^-lambda.
    Real inverse(Real lambda) const override { return beta_.time(2 * std::asinh(std::exp(-lambda) / 2)); }

    Beta beta_;
};

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

    // Beyond it lambda falls without end; the start of Lu et al. (2022), arXiv:2206.00927.
    Real last_time(bool) const override { return 0.9946; }

private:
    // sin and cos of d = w - w0 from cos(w) = alpha cos(w0); the difference in sin(d) is taken by its
    // squares.
    Real inverse(Real lambda) const override {
        const Real log_alpha = -attenuation(lambda) / 2, alpha = std::exp(log_alpha);
        const Real variance = -std::expm1(2 * log_alpha), s = std::sin(w0_), c = std::cos(w0_);
        if (variance == 0) return 0;
        const Real sin_w = std::sqrt(s * s + variance * c * c);
        return std::atan2(c * variance / (sin_w + alpha * s), alpha * c * c + sin_w * s) / rate_;
    }

    Real rate_, w0_;
};

/// alpha = 1 - t, sigma = t. Lipman et al. (2022), arXiv:2210.02747; Liu, Gong, Liu (2022), arXiv:2209.03003.
class Linear final : public Schedule {
public:
    explicit Linear(const Spec& spec) : Schedule(spec.canonical()) {}

    Scales at(Real t) const override { return {t, 1 - t, t, -1, 1, std::log((1 - t) / t), 2 * t}; }
    Real last_time(bool finite_lambda) const override { return finite_lambda ? 0.999 : 1; }

private:
    Real inverse(Real lambda) const override { return 1 / (1 + std::exp(lambda)); }
};

}  // namespace

const EntryList& schedules() {
    static const Setting beta_min{"beta_min", "0.1", "noise rate at t = 0"},
        beta_max{"beta_max", "20", "noise rate at t = 1"};
    static const EntryList all{
        "schedule",
        {{"ve", {{"sigma_q", "3", "noise at t = 1"}}, "alpha = 1, sigma = sigma_q sqrt(t)"},
         {"vp-linear", {beta_min, beta_max}, "variance preserving, its rate linear in t"},
         {"vp-cosine", {{"s", "0.008", "offset in time"}}, "variance preserving, alpha a cosine"},
         {"vp-discrete",
          {{"n", "1000", "steps of the chain"},
           {"betas", "linear", "linear, scaled-linear, quadratic, cosine or sigmoid"}},
          "the chain of Ho et al. (2020) and others"},
         {"sub-vp", {beta_min, beta_max}, "alpha of vp-linear, sigma = 1 - alpha^2"},
         {"ve-geometric",
          {{"sigma_min", "0.01", "noise at t = 0"}, {"sigma_max", "50", "noise at t = 1"}},
          "alpha = 1, sigma in geometric progression"},
         {"edm", {{"sigma_max", "80", "noise at t = 1"}}, "alpha = 1, sigma = sigma_max t"},
         {"linear", {}, "alpha = 1 - t, sigma = t"}}};
    return all;
}

std::unique_ptr<const Schedule> make_schedule(const std::string& text) {
    const Spec spec(text, schedules());
    const std::string& name = spec.name();
    if (name == "ve") return std::make_unique<VarianceExploding>(spec);
    if (name == "vp-linear") return std::make_unique<VarianceLinear>(spec);
    if (name == "vp-cosine") return std::make_unique<Cosine>(spec);
    if (name == "sub-vp") return std::make_unique<SubVariance>(spec);
    if (name == "ve-geometric") return std::make_unique<Geometric>(spec);
    if (name == "edm") return std::make_unique<Edm>(spec);
    if (name == "linear") return std::make_unique<Linear>(spec);
    return make_discrete(spec.canonical(),
                         betas(spec.word("betas", beta_sequences()), spec.count("n", 1, 1'000'000)));
}

}  // namespace drift::path
