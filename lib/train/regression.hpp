// The regression that every training is: pairs of a coupling, at times of a law, with the answers of a target.
#pragma once

#include <cstdint>
#include <memory>

#include "core/random.hpp"
#include "train/task.hpp"
#include "train/time_sampling.hpp"

namespace drift::train {

struct RegressionSettings {
    Weight weight = {};
    TimeLaw times = make_time_law("stratified");
    double drop_label = 0;  // the probability that a row is trained without its class
    std::uint64_t seed = 0;
};

/// What a training looks at and what it answers, as a task makes it of a recipe, or of other parts.
struct RegressionParts {
    std::shared_ptr<Coupling> coupling;
    std::shared_ptr<const RegressionTarget> target;
    Loss loss;
    std::size_t classes = 0;  // of the labels
};

/// One batch, before it is sliced.
struct RegressionBatch {
    std::uint64_t k;  // 1, 2, ...
    std::size_t size;
    std::shared_ptr<const BatchPairs> pairs;
};

/// Its optimum is a conditional expectation of the target given what the network
/// sees. One of a recipe holds the set by reference.
class Regression {
public:
    Regression(const Recipe& recipe, const TrainingSet& set, const RegressionSettings& settings);

    /// The settings' weight is the target's.
    Regression(RegressionParts parts, const RegressionSettings& settings);

    RegressionBatch batch(std::uint64_t k, std::size_t size, ThreadPool& pool) const;

    /// A first batch whose pairs are those of the coupling's batches 1, 2, ... of `piece` pairs, one after the
    /// other, so that no more is coupled at once than in a training. Only examples first .. first + n may be
    /// asked for.
    RegressionBatch in_pieces(std::size_t size, std::size_t piece, std::size_t first, std::size_t n,
                              ThreadPool& pool) const;

    /// Examples first .. first + n of a batch; a function of their numbers alone, and of the losses so far
    /// where the law of times is.
    void slice(const RegressionBatch& batch, std::size_t first, std::size_t n, const LossHistory& history,
               Examples& out) const;

    const Loss& loss() const { return parts_.loss; }
    const TimeSampling& times() const { return times_; }

private:
    RegressionParts parts_;
    TimeSampling times_;
    Random time_draws_, label_draws_;
    double drop_label_;
};

}  // namespace drift::train
