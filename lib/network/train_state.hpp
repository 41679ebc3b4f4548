// The state of a training: the parameters, the optimiser's moments, and moving averages of the parameters.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "network/optimizer.hpp"
#include "network/parameters.hpp"

namespace drift::network {

/// Arrays of one size, in which the same place is the same parameter.
struct TrainState {
    Floats parameters;
    Floats mean, square;  // the optimiser's averages of gradient and squared gradient; square may be empty
    Floats average;       // the moving average that is the training's result
    std::vector<Floats> powers;  // power averages kept beside it

    /// The averages start at the initial parameters, the moments at 0.
    TrainState(Floats initial, const Optimizer& optimizer, std::size_t powers);

    /// Update k = 1, 2, ... of parameters first .. first + count. The gradients are those of the batch's
    /// slices and of all parameters; `scale` times their sum is the gradient.
    void update(const Optimizer& optimizer, std::uint64_t k, double rate, double scale, std::size_t first,
                std::size_t count, std::span<const float* const> gradients);

    /// ema = decay ema + (1 - decay) parameters for the same range of one of the averages.
    void update_ema(Floats& ema, double decay, std::size_t first, std::size_t count) const;
};

}  // namespace drift::network
