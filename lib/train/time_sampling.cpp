// The laws of time by their quantiles.
#include "train/time_sampling.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/error.hpp"

namespace drift::train {
namespace {

using Quantile = std::function<Real(Real)>;

Real normal_probability(Real x) { return std::erfc(-x / std::numbers::sqrt2) / 2; }

Quantile logit_normal(Real mean, Real std) {
    return [=](Real u) { return 1 / (1 + std::exp(-(mean + std * normal_quantile(u)))); };
}

Quantile mode(Real s) {
    return [=](Real u) { return u - s * (std::pow(std::sin(std::numbers::pi / 2 * u), 2) - u); };
}

// Uniform between the probabilities of the ends, so that none is clamped to them.
Quantile log_normal(const Spec& spec, const Schedule& schedule, Real first, Real last) {
    const Real mean = spec.number("mean", -100, 100), std = spec.number("std", 1e-6, 100);
    const auto probability = [&](Real t) {
        return normal_probability((-schedule.at(t).lambda - mean) / std);
    };
    const Real low = probability(first), high = probability(last);
    if (!(high - low > 1e-6))
        throw UsageError("time sampling '", spec.canonical(), "' never meets schedule ", schedule.name(),
                         ", where ln(sigma / alpha) goes from ", -schedule.at(first).lambda, " to ",
                         -schedule.at(last).lambda);
    return [=, &schedule](Real u) {
        const Real t = schedule.time(-(mean + std * normal_quantile(low + u * (high - low))));
        return t < first ? first : t > last ? last : t;  // by rounding only
    };
}

}  // namespace

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

LossHistory::LossHistory(std::size_t bins, std::size_t kept, Real share)
    : bins_(bins), kept_(kept), share_(share), losses_(bins * kept, 0), counts_(bins, 0), ends_(bins + 1) {
    update();
}

void LossHistory::add(std::span<const Real> places, std::span<const Real> losses) {
    if (bins_ == 0) return;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto bin = std::min(static_cast<std::size_t>(places[i] * static_cast<Real>(bins_)), bins_ - 1);
        losses_[bin * kept_ + static_cast<std::size_t>(counts_[bin]) % kept_] = losses[i];
        counts_[bin] += 1;
    }
    update();
}

void LossHistory::update() {
    const auto bins = static_cast<Real>(bins_), kept = static_cast<Real>(kept_);
    std::vector<Real> size(bins_, 1);  // root of the second moment
    if (std::all_of(counts_.begin(), counts_.end(), [&](Real count) { return count >= kept; }))
        for (std::size_t b = 0; b < bins_; ++b) {
            Real squares = 0;
            for (std::size_t i = 0; i < kept_; ++i) squares += std::pow(losses_[b * kept_ + i], 2);
            size[b] = std::sqrt(squares / kept);
        }
    Real sum = 0;
    for (const Real value : size) sum += value;
    for (std::size_t b = 0; b < bins_; ++b)
        ends_[b + 1] = ends_[b] + (sum > 0 ? (1 - share_) * size[b] / sum + share_ / bins : 1 / bins);
}

LossHistory::Place LossHistory::quantile(Real u) const {
    const Real sum = ends_.back();  // 1 but for rounding
    const auto after = std::upper_bound(ends_.begin() + 1, ends_.end() - 1, u * sum);
    const Real p = *after - *(after - 1), within = (u * sum - *(after - 1)) / p;
    const auto bin = static_cast<Real>(after - 1 - ends_.begin());
    return {(bin + within) / static_cast<Real>(bins_), sum / (p * static_cast<Real>(bins_))};
}

std::vector<Real> LossHistory::state() const {
    std::vector<Real> all = counts_;
    all.insert(all.end(), losses_.begin(), losses_.end());
    return all;
}

void LossHistory::restore(std::span<const Real> state) {
    if (state.size() != counts_.size() + losses_.size())
        throw Error("expected ", counts_.size() + losses_.size(), " numbers of the losses' history, found ",
                    state.size());
    const auto losses = state.begin() + static_cast<std::ptrdiff_t>(bins_);
    std::copy(state.begin(), losses, counts_.begin());
    std::copy(losses, state.end(), losses_.begin());
    if (bins_ > 0) update();
}

TimeSampling::TimeSampling(const std::string& text, const Schedule& schedule, Real first, Real last)
    : first_(first), last_(last) {
    const Spec spec(text, time_samplings());
    Quantile unit = [](Real u) { return u; };
    if (spec.name() == "uniform") {
        stratified_ = false;
    } else if (spec.name() == "logit-normal") {
        unit = logit_normal(spec.number("mean", -100, 100), spec.number("std", 1e-6, 100));
    } else if (spec.name() == "mode") {
        unit = mode(spec.number("s", -1, 2 / (std::numbers::pi - 2)));
    } else if (spec.name() == "importance") {
        importance_ = true;
        history_ = {spec.count("bins", 1, 1'000'000), spec.count("kept", 1, 1000),
                    spec.number("share", 1e-6, 1)};
    }
    if (spec.name() == "log-normal")
        quantile_ = log_normal(spec, schedule, first, last);
    else
        quantile_ = [=](Real u) { return first + (last - first) * unit(u); };
}

TimeSampling::Drawn TimeSampling::operator()(Real uniform, std::size_t i, std::size_t n,
                                             const LossHistory& history) const {
    const Real u = stratified_ ? (static_cast<Real>(i) + uniform) / static_cast<Real>(n) : uniform;
    if (!importance_) return {quantile_(u), 1};
    const LossHistory::Place place = (history.empty() ? history_ : history).quantile(u);
    return {quantile_(place.at), place.weight};
}

const EntryList& time_samplings() {
    static const EntryList all{
        "time sampling",
        {{"stratified", {}, "uniform, one in each n-th part of the times for a batch of n"},
         {"uniform", {}, "uniform, each for itself"},
         {"logit-normal",
          {{"mean", "0", "of ln(t / (1 - t))"}, {"std", "1", "its standard deviation"}},
          "Esser et al. (2024), arXiv:2403.03206"},
         {"log-normal",
          {{"mean", "-1.2", "of ln(sigma / alpha)"}, {"std", "1.2", "its standard deviation"}},
          "Karras et al. (2022), arXiv:2206.00364"},
         {"mode",
          {{"s", "1.29", "from -1 to 1.75; above 0 for the middle times"}},
          "u - s (sin^2(pi u / 2) - u); Esser et al. (2024)"},
         {"importance",
          {{"bins", "100", "parts of the times"},
           {"kept", "10", "losses of each"},
           {"share", "0.001", "of uniform times"}},
          "as the losses ask, unbiased; Nichol & Dhariwal (2021), arXiv:2102.09672"}}};
    return all;
}

}  // namespace drift::train
