#include "train/time_sampling.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/error.hpp"

namespace drift::train {
namespace {

Real normal_probability(Real x) { return std::erfc(-x / std::numbers::sqrt2) / 2; }

// A law on [0, 1], rescaled.
TimeLaw rescaled(const Spec& spec, const Quantile& unit) {
    return {.spec = spec.canonical(), .quantile = [unit](const TimeRange& range) -> Quantile {
                return [=, first = range.first, last = range.last](Real u) {
                    return first + (last - first) * unit(u);
                };
            }};
}

Registered<MakeTimeLaw> stratified() {
    return {{"stratified", {}, "uniform, one in each n-th part of the times for a batch of n"},
            [](const Spec& spec) { return rescaled(spec, [](Real u) { return u; }); }};
}

Registered<MakeTimeLaw> uniform() {
    return {{"uniform", {}, "uniform, each for itself"}, [](const Spec& spec) {
                TimeLaw law = rescaled(spec, [](Real u) { return u; });
                law.stratified = false;
                return law;
            }};
}

Registered<MakeTimeLaw> logit_normal() {
    return {{"logit-normal",
             {{"mean", "0", "mean of ln(t / (1 - t))"}, {"std", "1", "its standard deviation"}},
             "ln(t / (1 - t)) normal",
             "Esser et al. (2024), arXiv:2403.03206"},
            [](const Spec& spec) {
                const Real mean = spec.number("mean", -100, 100), std = spec.number("std", 1e-6, 100);
                return rescaled(
                    spec, [=](Real u) { return 1 / (1 + std::exp(-(mean + std * normal_quantile(u)))); });
            }};
}

// Uniform between the probabilities of the ends, so that none is clamped to them.
Quantile log_normal_quantile(const Spec& spec, const TimeRange& range) {
    if (!range.schedule)
        throw UsageError("time sampling '", spec.canonical(), "' is for paths with a noise schedule");
    const Schedule& schedule = *range.schedule;
    const Real mean = spec.number("mean", -100, 100), std = spec.number("std", 1e-6, 100);
    const auto probability = [&](Real t) {
        return normal_probability((-schedule.at(t).lambda - mean) / std);
    };
    const Real low = probability(range.first), high = probability(range.last);
    if (!(high - low > 1e-6))
        throw UsageError("time sampling '", spec.canonical(), "' never meets schedule ", schedule.name(),
                         ", where ln(sigma / alpha) goes from ", -schedule.at(range.first).lambda, " to ",
                         -schedule.at(range.last).lambda);
    return [=, &schedule, first = range.first, last = range.last](Real u) {
        const Real t = schedule.time(-(mean + std * normal_quantile(low + u * (high - low))));
        return t < first ? first : t > last ? last : t;  // by rounding only
    };
}

Registered<MakeTimeLaw> log_normal() {
    return {{"log-normal",
             {{"mean", "-1.2", "mean of ln(sigma / alpha)"}, {"std", "1.2", "its standard deviation"}},
             "ln(sigma / alpha) normal, given the range of t",
             "Karras et al. (2022), arXiv:2206.00364"},
            [](const Spec& spec) {
                spec.number("mean", -100, 100), spec.number("std", 1e-6, 100);
                return TimeLaw{.spec = spec.canonical(), .quantile = [spec](const TimeRange& range) {
                                   return log_normal_quantile(spec, range);
                               }};
            }};
}

Registered<MakeTimeLaw> mode() {
    return {{"mode",
             {{"s", "1.29", "-1 to 1.75; positive values favour the middle times"}},
             "u - s (sin^2(pi u / 2) - u)",
             "Esser et al. (2024), arXiv:2403.03206"},
            [](const Spec& spec) {
                const Real s = spec.number("s", -1, 2 / (std::numbers::pi - 2));
                return rescaled(spec, [=](Real u) {
                    return u - s * (std::pow(std::sin(std::numbers::pi / 2 * u), 2) - u);
                });
            }};
}

Registered<MakeTimeLaw> importance() {
    return {{"importance",
             {{"bins", "100", "number of time intervals"},
              {"kept", "10", "latest losses kept per interval"},
              {"share", "0.001", "fraction of times drawn uniformly"}},
             "as the losses ask, unbiased",
             "Nichol & Dhariwal (2021), arXiv:2102.09672"},
            [](const Spec& spec) {
                TimeLaw law = rescaled(spec, [](Real u) { return u; });
                law.history = {spec.count("bins", 1, 1'000'000), spec.count("kept", 1, 1000),
                               spec.number("share", 1e-6, 1)};
                return law;
            }};
}

}  // namespace

const Registry<MakeTimeLaw>& time_laws() {
    static const Registry<MakeTimeLaw> all(
        "time sampling", {stratified(), uniform(), logit_normal(), log_normal(), mode(), importance()},
        {{"lognormal", "log-normal"},
         {"karras", "log-normal"},
         {"edm", "log-normal"},
         {"low-discrepancy", "stratified"},
         {"loss-second-moment", "importance"},
         {"loss-aware", "importance"}});
    return all;
}

TimeLaw make_time_law(const std::string& spec) { return time_laws().make(spec); }

TimeSampling::TimeSampling(const TimeLaw& law, const TimeRange& range)
    : first_(range.first),
      last_(range.last),
      stratified_(law.stratified),
      history_(law.history),
      quantile_(law.quantile(range)) {}

TimeSampling::Drawn TimeSampling::operator()(Real uniform, std::size_t i, std::size_t n,
                                             const LossHistory& history) const {
    const Real u = stratified_ ? (static_cast<Real>(i) + uniform) / static_cast<Real>(n) : uniform;
    if (history_.empty()) return {quantile_(u), 1};
    const LossHistory::Drawn drawn = (history.empty() ? history_ : history).quantile(u);
    return {quantile_(drawn.u), drawn.importance_weight};
}

Real normal_quantile(Real p) {
    if (p <= 0 || p >= 1) return (p <= 0 ? -1 : 1) * std::numeric_limits<Real>::infinity();
    const Real tail = std::min(p, 1 - p), r = std::sqrt(-2 * std::log(tail));
    // Abramowitz & Stegun, 26.2.23, to 5e-4; each Halley step on the tail's probability triples the digits.
    Real x =
        r - (2.515517 + r * (0.802853 + r * 0.010328)) / (1 + r * (1.432788 + r * (0.189269 + r * 0.001308)));
    for (int i = 0; i < 2; ++i) {
        const Real density = std::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi);
        const Real off = (tail - normal_probability(-x)) / density;
        x -= off / (1 + x * off / 2);
    }
    return p < 0.5 ? -x : x;
}

}  // namespace drift::train
