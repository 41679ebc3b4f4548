// Two-sample metrics: how far one set of rows is from another, each with an error bar and a floor.
#pragma once

#include "core/parallel.hpp"
#include "core/random.hpp"
#include "core/registry.hpp"
#include "metric/measurement.hpp"

namespace drift::metric {

/// How the standard error of a metric is estimated.
enum class ErrorBar {
    bootstrap,  // the standard deviation over 200 sets drawn from A and B with replacement: Efron (1979)
    jackknife,  // from the values without each row of A and without each row of B: Tukey (1958)
    batches,    // from the values of 20 disjoint parts: their standard deviation over sqrt(20)
};

/// The value on all rows; without each row of A, (n), and without each row of B, (m), or empty where B is not
/// a draw but what A is compared with.
struct LeftOut {
    Real value;
    Vector without_a, without_b;
};

/// What a metric is asked. The random numbers, for directions and the like, are the same for the value, the floor
/// and their repetitions.
struct TwoSets {
    const Rows &a, &b;  // (n, d) and (m, d)
    const Spec& settings;
    const Random& random;
    ThreadPool& pool;
};

/// A metric is data: what it needs, what its value does not change with, how its error is estimated, and the
/// value. Its entry stands beside it in the registry, the tests hold it to what it says here.
struct TwoSample {
    std::size_t least_rows;  // of each set
    bool equal_sizes;
    bool symmetric;           // a and b may change places
    bool rotation_invariant;  // both sets may be turned
    bool positive_floor;      // the value between equal laws is above 0 on average
    ErrorBar by;
    Real (*value)(const TwoSets&);                  // not for the jackknife,
    LeftOut (*left_out)(const TwoSets&) = nullptr;  // which has this
};

Real value(const TwoSample& metric, const TwoSets& sets);

/// All two-sample metrics. Each has the setting `pairs` beside its own: with more than one pair A and B are
/// cut into as many parts, in the order of their rows, and the value is the mean over the pairs of parts.
const Registry<TwoSample>& two_samples();

/// What is measured: the distance of a from b, and beside it, unless there are none, that of exact rows from b.
struct Comparison {
    Rows a, b, exact;
};

/// With exact rows that are independent of b; as many as a has are taken. Error when there are fewer.
Comparison compare(Rows a, Rows b, const Rows& exact);

/// With exact rows from b itself: n = min(rows of a, half the rows of b) rows of a against the first n rows of
/// b, and the next n rows of b against them too.
Comparison compare(const Rows& a, const Rows& b);

/// A metric (a spec) of a comparison: value and floor, each with its standard error; NaN where there are too
/// few rows for one. Rows are taken to be independent draws in random order. Error when the sets differ in
/// dimension, have too few rows, or differ in size and the metric does not allow it.
Measurement measure(const std::string& metric, const Comparison& sets, std::uint64_t seed, ThreadPool& pool);

}  // namespace drift::metric
