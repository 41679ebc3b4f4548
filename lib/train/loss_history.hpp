// The losses of late by time, and the law of times they ask for.
#pragma once

#include <span>
#include <vector>

#include "core/array.hpp"

namespace drift::train {

/// The last losses in each of some bins of equal width on [0, 1], and the law of times they ask for:
///     p_b = (1 - share) sqrt(mean of the last losses^2) / sum + share / bins,
/// uniform until every bin has its losses. Nichol & Dhariwal (2021), arXiv:2102.09672, section 3.3. Of 0
/// bins, which most laws of time have, it keeps nothing.
class LossHistory {
public:
    LossHistory() = default;
    LossHistory(std::size_t bins, std::size_t kept, Real share);

    bool empty() const { return bins_ == 0; }

    /// The losses of one batch at their places u in [0, 1], in order.
    void add(std::span<const Real> u, std::span<const Real> losses);

    /// The quantile of the law at q in [0, 1], and the factor 1 / (p bins) that gives its loss the mean it
    /// has under uniform u.
    struct Drawn {
        Real u, importance_weight;
    };
    Drawn quantile(Real q) const;

    /// All of it as numbers, for checkpoints; Error when restored from another number of them.
    std::vector<Real> state() const;
    void restore(std::span<const Real> state);

private:
    void update();  // ends_ from losses_

    std::size_t bins_ = 0, kept_ = 0;
    Real share_ = 0;
    std::vector<Real> losses_;  // (bins, kept), a ring for each bin
    std::vector<Real> counts_;  // (bins), losses ever seen
    std::vector<Real> ends_;    // (bins + 1), p summed from the left
};

}  // namespace drift::train
