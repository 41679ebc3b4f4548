// The negative log-likelihood of rows under a model, in nats: the change of volume along its probability flow.
#pragma once

#include <optional>

#include "core/parallel.hpp"
#include "core/tally.hpp"
#include "exact/exact_model.hpp"
#include "metric/mean.hpp"

namespace drift::metric {

struct LikelihoodSettings {
    std::optional<std::uint64_t>
        probes;                 // 0: the exact trace; when not said, 0 up to 64 numbers a row, else 8
    Real tolerance = 1e-5;      // of dopri5, relative and absolute
    std::optional<Real> t_max;  // the schedule's last time at which the model stands when not said
    std::optional<Real> t_min;  // sigma / alpha of 1e-3 of the data's spread when not said
    bool exact_start = false;   // p at t_max itself, which an exact model knows, for N(0, sigma^2)
    std::uint64_t seed = 0;
    OnDone on_done = {};  // rows
};

struct Nll {
    Vector log_likelihood;  // (n), nats, in data units
    Mean average;           // of minus these
    std::uint64_t probes;
    Real probe_error;  // the part of the average's standard error that the probes' signs make; NaN below 2
    Real evaluations;  // of the model, a row

    /// The average in bits, for each of the d numbers of a row.
    Real bits(std::size_t d) const;
};

/// rows (n, d) in data units, taken for x at t_min; labels (n), or empty. With x at t_max and l = int div u dt
/// from t_min to t_max along the probability flow,
///     log p(x at t_min) = log p(x at t_max) + l,   p at t_max taken for that of sigma x1, x1 of the model's
/// base, N(0, I) unless it was trained from another. UsageError when the density of that is not known.
/// A trained model works in y = (x - mean) / spread, and log p(x) = log p(y) - d log spread.
Nll negative_log_likelihood(const Model& model, Rows rows, const Labels& labels,
                            const LikelihoodSettings& settings, ThreadPool& pool);

/// The same by the density of the rows themselves, at t = 0, given their classes if there are labels (n): no model is
/// better on the average. NaN when the exact model is one of points, which has none.
Mean entropy(const ExactModel& model, const Rows& rows, const Labels& labels = {});

/// log N(x; 0, sigma^2) of each row.
Vector log_normal(const Rows& x, Real sigma);

}  // namespace drift::metric
