// Validation: the loss on rows that are not trained on, by noise level.
#pragma once

#include <functional>
#include <optional>

#include "core/parallel.hpp"
#include "network/network.hpp"
#include "train/loss_by_level.hpp"
#include "train/regression.hpp"

namespace drift::train {

/// Measures always on the same draws of rows, times and noise, whatever a training's seed, so that the losses
/// of two steps or two trainings differ by their networks alone. Each level gets as many draws as there are
/// rows, at least 256.
class Validation {
public:
    /// batch: the pairs that are coupled at once, those of a training's batch.
    Validation(const Recipe& recipe, const Weight& weight, const TrainingSet& set, std::size_t batch);

    /// Of a set of so many rows.
    Validation(Regression regression, std::size_t rows, std::size_t batch);

    /// The sums of the rows' losses, times uniform; nothing when stop() says yes on the way.
    std::optional<LossByLevel> measure(const Network& network, const float* parameters, ThreadPool& pool,
                                       const std::function<bool()>& stop) const;

private:
    Regression regression_;
    std::size_t draws_, batch_;
};

}  // namespace drift::train
