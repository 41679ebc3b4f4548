// Optimisers: how a gradient moves the parameters.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "core/registry.hpp"

namespace drift::network {

/// One update of some of the parameters, `count` floats of each array.
struct Update {
    std::uint64_t k;  // number of the update, from 1
    double rate;      // learning rate
    double scale;     // of the gradient, below 1 if it is clipped
    std::size_t count;
    std::span<const float* const>
        gradients;  // of the batch's slices; their sum in this order is the gradient
    float* parameters;
    float* mean;    // the optimiser's average of the gradient, or its momentum
    float* square;  // its average of the squared gradient; null if it has none
};

/// An optimiser is a value: what it keeps for each parameter, and its formula.
struct Optimizer {
    std::string spec;  // every setting written out
    bool has_square;   // it keeps an average of the squared gradient
    std::function<void(const Update&)> update;
};

using MakeOptimizer = Optimizer (*)(const Spec&);

const Registry<MakeOptimizer>& optimizers();
Optimizer make_optimizer(const std::string& spec);

}  // namespace drift::network
