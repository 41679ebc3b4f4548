// Checkpoints: all that a training needs to go on as if it had never been stopped.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/recipe.hpp"
#include "network/train_state.hpp"
#include "train/conditions.hpp"

namespace drift::train {

/// A checkpoint file is a model file, of the average so far, with more in it: drift-model(5). Draws are
/// functions of the step's number, so that there is no state of a generator to keep.
struct Checkpoint {
    TrainedModel model;  // its steps are those that are done
    TrainState state;
    Conditions conditions;
    std::uint64_t planned = 0;     // steps of the whole training
    std::vector<double> counters;  // of the log, since its last line
    std::vector<double> sampling;  // the state of the law of times: LossHistory
};

/// Replaces the file. Diverged, and the file as it was, when a number is not finite.
void write_checkpoint(const std::string& path, const Checkpoint& checkpoint);

/// Error when the file is no whole checkpoint, or when it is of a training under other conditions: the first
/// difference is named. It may have been planned shorter, not longer.
Checkpoint read_checkpoint(const std::string& path, const Conditions& conditions, std::uint64_t planned,
                           const Optimizer& optimizer, std::size_t powers);

/// Diverged, naming the step, unless all numbers are finite.
void expect_finite(const Floats& numbers, std::uint64_t step);

}  // namespace drift::train
