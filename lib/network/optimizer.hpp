// The optimiser: Adam with decoupled weight decay, and the running average of the parameters, in one pass.
#pragma once

#include <cstdint>
#include <span>

#include "network/loops.hpp"
#include "network/parameters.hpp"

namespace drift {

/// Kingma & Ba (2014), arXiv:1412.6980; the decay of Loshchilov & Hutter (2017), arXiv:1711.05101:
///     m += (1 - beta1) (g - m),  v += (1 - beta2) (g^2 - v),
///     p -= rate (decay p + m / (1 - beta1^k) / (sqrt(v / (1 - beta2^k)) + epsilon)).
struct Adam {
    double beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, decay = 0;
};

/// The state of a training: parameters, their running average and Adam's two moments.
struct Training {
    Floats parameters, average, mean, square;

    explicit Training(Floats initial);

    /// Update k = 1, 2, ... of parameters first .. first + count with the sum of the gradients, slice by
    /// slice; average += share (parameters - average).
    void update(const Adam& adam, std::uint64_t k, double rate, double share, std::size_t first,
                std::size_t count, std::span<const float* const> gradients);
};

}  // namespace drift
