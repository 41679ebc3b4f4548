// Which times a training looks at: laws of t, and the one that follows the losses.
#pragma once

#include <functional>
#include <span>

#include "core/spec.hpp"
#include "path/schedule.hpp"

namespace drift::train {

/// The losses seen lately in each of some bins of equal width on [0, 1], and the law of times they ask for:
///     p_b = (1 - share) sqrt(mean of the last losses^2) / sum + share / bins,
/// uniform until every bin has its losses. Nichol & Dhariwal (2021), arXiv:2102.09672, section 3.3. Of 0
/// bins, which most laws of time have, it keeps nothing.
class LossHistory {
public:
    LossHistory() = default;
    LossHistory(std::size_t bins, std::size_t kept, Real share);

    bool empty() const { return bins_ == 0; }

    /// The losses of one batch at their places in [0, 1], in order; a function of all that came before.
    void add(std::span<const Real> places, std::span<const Real> losses);

    /// A place and the factor 1 / (p bins) that gives its loss the mean it has under uniform places.
    struct Place {
        Real at, weight;
    };
    Place quantile(Real u) const;

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

/// One law of times on [first, last] of a schedule. With z(u) the quantile of N(0, 1) and times not said to
/// be elsewhere scaled from [0, 1] to [first, last]:
///
/// stratified    uniform, example i of a batch of n has u in [i/n, (i+1)/n); so have all laws below
/// uniform       uniform, each for itself
/// logit-normal  logit t ~ N(mean, std^2)             Esser et al. (2024), arXiv:2403.03206, section 3.1
/// mode          t = u - s (sin^2(pi u / 2) - u)      the same; s > 0 favours the middle
/// log-normal    ln(sigma / alpha) ~ N(mean, std^2), given that t is in [first, last]
///               Karras et al. (2022), arXiv:2206.00364, Table 1, for data of standard deviation 0.5
/// importance    LossHistory
class TimeSampling {
public:
    struct Drawn {
        Real t, weight;
    };

    TimeSampling(const std::string& spec, const Schedule& schedule, Real first, Real last);

    /// The time of example i of a batch of n from its own uniform number.
    Drawn operator()(Real uniform, std::size_t i, std::size_t n, const LossHistory& history) const;

    /// An empty history of the kind it asks for.
    LossHistory history() const { return history_; }

    /// Where t lies in [first, last], as LossHistory counts.
    Real place(Real t) const { return (t - first_) / (last_ - first_); }

private:
    Real first_, last_;
    bool stratified_ = true, importance_ = false;
    LossHistory history_;
    std::function<Real(Real u)> quantile_;  // a time
};

const EntryList& time_samplings();

/// x with N(0, 1) probability p below it, to 1e-13; infinite at 0 and 1.
Real normal_quantile(Real p);

}  // namespace drift::train
