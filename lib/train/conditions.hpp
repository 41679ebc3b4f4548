// Conditions: all that the bytes of a training depend on but the number of its steps, by which a checkpoint
// knows its own training.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "train/training.hpp"

namespace drift::train {

/// The conditions' names, as in the file (drift-model(5)), and their values as text.
using Conditions = std::vector<std::pair<std::string, std::string>>;

Conditions conditions_of(const Recipe& recipe, const TrainingSet& set, const TrainingSettings& settings);

/// The name of a condition in older checkpoints, which had those of options; empty where there is none.
std::string former_name(const std::string& condition);

/// The value of a condition that older checkpoints do not have, which were of diffusions; empty where they have it.
std::string former_value(const std::string& condition);

/// A value of an old checkpoint as it is written today: a schedule with the settings that it did not have then.
std::string as_today(const std::string& condition, const std::string& value);

/// A mark of the rows' bits: FNV-1a over their words, in hexadecimal.
std::string fingerprint(const float* numbers, std::size_t n);
std::string fingerprint(const Labels& labels);

}  // namespace drift::train
