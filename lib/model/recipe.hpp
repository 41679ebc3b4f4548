// Recipes: all that is known of a network before it is trained.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "core/array.hpp"
#include "distribution/distribution.hpp"
#include "model/labels_seen.hpp"
#include "model/standardization.hpp"
#include "network/network.hpp"
#include "path/prediction.hpp"

namespace drift::model {

/// What a network is trained for, on which path between which laws, and in which units. Complete when it is made.
/// As it stands it is a diffusion: x_t = alpha x0 + sigma eps with eps ~ N(0, I) independent of x0.
struct Recipe {
    std::string task = "denoise";  // its name, as in train/task.hpp
    std::string network = {};      // spec, every setting written out
    std::string schedule = {};     // likewise, as the next three
    std::string path = "affine";
    std::string coupling = "independent";  // of the rows x0 and the base's x1
    std::string base = "gaussian";         // the law of x1: base_of()
    std::optional<Prediction> prediction =
        Prediction::v;     // of x_t; none when the network answers a number per class
    Shape row_shape = {};  // of the data: (8, 8) for small images
    std::size_t classes = 0;
    LabelsSeen seen = {};
    Standardization standardization = {};
    std::map<std::string, std::string> more = {};  // what else the task keeps in the model file

    /// Whether x_t is alpha x0 + sigma x1, so that E[x0 | x_t] can be read off any prediction.
    bool affine() const { return path == Recipe().path; }

    /// In what it is no diffusion, for messages: "base annulus"; empty when it is one.
    std::string departure() const;

    bool operator==(const Recipe&) const = default;
};

/// The network: it is given each row's class and answers d numbers, or answers a
/// number per class when there is no prediction.
std::unique_ptr<const Network> network_of(const Recipe& recipe);

/// The law of x1 in the model's units. `gaussian` alone is N(0, I) in these units, and null. Any other base is a
/// set (distribution/toy.hpp), given in the units of the data and standardized with them. UsageError when it has
/// rows of another size, ends, or stands in a file, which a model file cannot keep.
std::shared_ptr<const Distribution> base_of(const Recipe& recipe);

/// A base's spec with every setting written out.
std::string canonical_base(const std::string& base);

/// UsageError when the recipe's prediction does not exist on its path: only velocities do on one that is not
/// affine, only a diffusion has scores and steps back, and `previous` lives on ve alone.
void check_prediction(const Recipe& recipe);

/// UsageError unless departure, of a recipe or of a model's facts, is empty: `what` is of diffusions alone.
void expect_diffusion(const std::string& departure, const std::string& what);

/// All that a model file holds (drift-model(5)).
struct TrainedModel {
    Recipe recipe;
    Floats parameters;    // in the network's layout
    std::string average;  // which average of the training's parameters they are: spec
    std::uint64_t steps = 0, seed = 0;
};

}  // namespace drift::model
