// Schedules that keep the data as they are, alpha = 1, and add noise to them.
#include <cmath>

#include "core/error.hpp"
#include "path/schedule.hpp"

namespace drift::path {
namespace {

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

/// alpha = 1, sigma = sigma_max t. Karras, Aittala, Aila, Laine (2022),
/// arXiv:2206.00364, with t scaled to [0, 1].
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

}  // namespace

Registered<MakeSchedule> ve() {
    return {{"ve",
             {{"sigma_q", "3", "noise at t = 1"}},
             "alpha = 1, sigma = sigma_q sqrt(t)",
             "Nakkiran, Bradley, Zhou, Advani (2024), arXiv:2406.08929"},
            [](const Spec& spec) { return std::make_unique<VarianceExploding>(spec); }};
}

Registered<MakeSchedule> ve_geometric() {
    return {{"ve-geometric",
             {{"sigma_min", "0.01", "noise at t = 0"}, {"sigma_max", "50", "noise at t = 1"}},
             "alpha = 1, sigma in geometric progression",
             "Song et al. (2021), arXiv:2011.13456"},
            [](const Spec& spec) { return std::make_unique<Geometric>(spec); }};
}

Registered<MakeSchedule> edm() {
    return {{"edm",
             {{"sigma_max", "80", "noise at t = 1"}},
             "alpha = 1, sigma = sigma_max t",
             "Karras, Aittala, Aila, Laine (2022), arXiv:2206.00364"},
            [](const Spec& spec) { return std::make_unique<Edm>(spec); }};
}

}  // namespace drift::path
