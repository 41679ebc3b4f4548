#include "train/loss_history.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"

namespace drift::train {

LossHistory::LossHistory(std::size_t bins, std::size_t kept, Real share)
    : bins_(bins), kept_(kept), share_(share), losses_(bins * kept, 0), counts_(bins, 0), ends_(bins + 1) {
    update();
}

void LossHistory::add(std::span<const Real> u, std::span<const Real> losses) {
    if (bins_ == 0) return;
    for (std::size_t i = 0; i < u.size(); ++i) {
        const auto bin = std::min(static_cast<std::size_t>(u[i] * static_cast<Real>(bins_)), bins_ - 1);
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

LossHistory::Drawn LossHistory::quantile(Real q) const {
    const Real sum = ends_.back();  // 1 but for rounding
    const auto after = std::upper_bound(ends_.begin() + 1, ends_.end() - 1, q * sum);
    const Real p = *after - *(after - 1), within = (q * sum - *(after - 1)) / p;
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

}  // namespace drift::train
