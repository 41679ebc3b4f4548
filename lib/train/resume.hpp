// Checkpoints: all that a training needs to go on as if it had never been stopped.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "model/neural.hpp"
#include "network/train_state.hpp"

namespace drift::train {

/// The names and values of what a training depends on: settings by the names of their options, and the data.
using Conditions = std::vector<std::pair<std::string, std::string>>;

/// A checkpoint file is a model file, of the average so far, with more in it: drift-model(5). Draws are
/// functions of the step's number, so that there is no state of a generator to keep.
struct Checkpoint {
    TrainedModel model;  // its steps are those that are done
    TrainState state;
    Conditions conditions;
    std::uint64_t planned = 0;     // --steps
    std::vector<double> counters;  // of the log, since its last line
    std::vector<double> sampling;  // what the time sampling has learnt, if it learns
};

/// Replaces the file. Diverged, and the file as it was, when a number is not finite.
void write_checkpoint(const std::string& path, const Checkpoint& checkpoint);

/// Error when the file is no whole checkpoint, or when it is of a training under other conditions: the first
/// difference is named. It may have been planned shorter, not longer.
Checkpoint read_checkpoint(const std::string& path, const Conditions& conditions, std::uint64_t planned,
                           const Optimizer& optimizer, std::size_t powers);

/// Diverged, naming the step, unless all numbers are finite.
void expect_finite(const Floats& numbers, std::uint64_t step);

/// A mark of the rows' bits: FNV-1a over their words, in hexadecimal.
std::string fingerprint(const float* numbers, std::size_t n);
std::string fingerprint(const Labels& labels);

}  // namespace drift::train
