// Validation: the loss on rows that are not trained on, by noise level.
#pragma once

#include <functional>
#include <optional>

#include "core/parallel.hpp"
#include "model/neural.hpp"
#include "train/loss_by_level.hpp"
#include "train/objective.hpp"

namespace drift::train {

/// Measures always on the same draws of rows, times and noise, whatever a training's seed, so that the losses
/// of two steps or two trainings differ by their networks alone. Each level gets as many draws as there are
/// rows, at least 256.
class Validation {
public:
    Validation(const Schedule& schedule, const Prediction& prediction, const Weight& weight,
               const TrainingSet& set, Task task = Task::denoise);

    /// The sums of weight |F(x, t, label) - target|^2 per coordinate, times uniform, or of a classifier's
    /// cross-entropy; nothing when told to stop on the way.
    std::optional<LossByLevel> measure(const Network& network, const float* parameters, ThreadPool& pool,
                                       const std::function<bool()>& stop) const;

private:
    Objective objective_;
    Task task_;
    std::size_t draws_;
};

}  // namespace drift::train
