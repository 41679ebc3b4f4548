// Which times a training looks at: laws of t by their quantiles.
#pragma once

#include <functional>
#include <string>

#include "core/registry.hpp"
#include "path/schedule.hpp"
#include "train/loss_history.hpp"

namespace drift::train {

/// The times that a training asks about; the schedule is null where the path has none.
struct TimeRange {
    const Schedule* schedule;
    Real first, last;
};

/// The time below which a law has probability u.
using Quantile = std::function<Real(Real u)>;

/// A law of times on an interval that is known later. With z(u) the quantile of N(0, 1); laws on [0, 1] are
/// rescaled to [first, last] unless noted:
///
/// stratified    uniform, example i of a batch of n has u in [i/n, (i+1)/n); so have all laws below
/// uniform       uniform, each example for itself
/// logit-normal  logit t ~ N(mean, std^2)             Esser et al. (2024), arXiv:2403.03206, section 3.1
/// mode          t = u - s (sin^2(pi u / 2) - u)      the same; s > 0 favours the middle
/// log-normal    ln(sigma / alpha) ~ N(mean, std^2), given that t is in [first, last]
///               Karras et al. (2022), arXiv:2206.00364, Table 1, for data of standard deviation 0.5
/// importance    as the losses ask: LossHistory
struct TimeLaw {
    std::string spec = {};     // every setting written out
    bool stratified = true;    // else each example for itself
    LossHistory history = {};  // empty, of the bins that `importance` asks for
    std::function<Quantile(const TimeRange&)> quantile;
};

using MakeTimeLaw = TimeLaw (*)(const Spec&);
const Registry<MakeTimeLaw>& time_laws();
TimeLaw make_time_law(const std::string& spec);

/// A law of times on a range. It holds the schedule by reference.
class TimeSampling {
public:
    /// A time, and the factor that gives its loss the mean it has under uniform times.
    struct Drawn {
        Real t, importance_weight;
    };

    TimeSampling(const TimeLaw& law, const TimeRange& range);

    Real first() const { return first_; }
    Real last() const { return last_; }

    /// The time of example i of a batch of n from its own uniform number.
    Drawn operator()(Real uniform, std::size_t i, std::size_t n, const LossHistory& history) const;

    /// An empty history of the kind it asks for.
    const LossHistory& history() const { return history_; }

    /// t on the scale of LossHistory: 0 at first, 1 at last.
    Real u(Real t) const { return (t - first_) / (last_ - first_); }

private:
    Real first_, last_;
    bool stratified_;
    LossHistory history_;
    Quantile quantile_;
};

/// x with N(0, 1) probability p below it, to 1e-13; infinite at 0 and 1.
Real normal_quantile(Real p);

}  // namespace drift::train
