// The model file: one sealed safetensors file, drift-model(5).
#pragma once

#include <string>

#include "io/safetensors.hpp"
#include "model/recipe.hpp"

namespace drift::model {

/// The tensors of the network under their names, `units.mean` (d) and
/// `units.spread` (); all else as metadata.
void write_model(const std::string& path, const TrainedModel& model);

/// Error naming the file and what is wrong: no seal, a tensor missing or of another shape, a setting unknown.
TrainedModel read_model(const std::string& path);

/// The same as contents of a file, to which others may be added, and back from the contents of `path`.
/// Tensors whose names begin with `training.` belong to a checkpoint and are passed over.
safetensors::Contents model_contents(const TrainedModel& model);
TrainedModel model_of(const safetensors::Contents& contents, const std::string& path);

/// What the file says of itself, and its tensors with their shapes, as text.
std::string model_description(const std::string& path);

}  // namespace drift::model
