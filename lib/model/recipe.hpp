// Recipes: all that is known of a network before it is trained.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "core/array.hpp"
#include "model/standardization.hpp"
#include "network/network.hpp"
#include "path/prediction.hpp"

namespace drift::model {

/// What a network is trained for, on which path, and in which units. Complete when it is made.
struct Recipe {
    std::string task = "denoise";           // its name, as in train/task.hpp
    std::string network = {};               // spec, every setting written out
    std::string schedule = {};              // likewise
    Prediction prediction = Prediction::v;  // of x_t, unless it classifies
    Shape row_shape = {};                   // of the data: (8, 8) for small images
    std::size_t classes = 0;
    Standardization standardization = {};
    std::map<std::string, std::string> more = {};  // what else the task keeps in the model file

    bool denoises() const { return task == "denoise"; }
    bool classifies() const { return task == "classify"; }
    bool operator==(const Recipe&) const = default;
};

/// The network: it is given each row's class and answers d numbers, or answers a
/// number per class when it classifies.
std::unique_ptr<const Network> network_of(const Recipe& recipe);

/// All that a model file holds (drift-model(5)).
struct TrainedModel {
    Recipe recipe;
    Floats parameters;    // in the network's layout
    std::string average;  // which average of the training's parameters they are: spec
    std::uint64_t steps = 0, seed = 0;
};

}  // namespace drift::model
