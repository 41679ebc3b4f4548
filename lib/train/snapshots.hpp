// Snapshots: power averages kept on the way, from which an average of any width is made afterwards.
#pragma once

#include <string>
#include <vector>

#include "model/recipe.hpp"
#include "network/ema.hpp"

namespace drift::train {

/// The averages of which snapshots are kept: widths 0.05 and 0.1, as Karras et al. (2024) have them.
std::vector<Ema> snapshot_averages();

/// Writes them as models `FOLDER/STEP-WIDTH.model`, as in 0008000-0.05.model. `model` says what they are
/// models of; its average and its parameters are theirs in turn. The folder is made when there is none.
void write_snapshots(const std::string& folder, TrainedModel model, const std::vector<Floats>& averages);

struct Combined {
    TrainedModel model;
    double misfit;  // of the profile, relative
};

/// The power average of this width at the latest of the snapshots' steps, combined from models with power
/// averages of one training: Error when one is no such model.
Combined combine(const std::vector<std::string>& snapshots, double width);

}  // namespace drift::train
