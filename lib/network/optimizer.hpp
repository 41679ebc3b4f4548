// Optimisers: how a gradient moves the parameters, and the averages that follow them.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "core/spec.hpp"
#include "kernel/network_loops.hpp"
#include "network/parameters.hpp"

namespace drift::network {

/// adam   m += (1 - beta1) (g - m),  v += (1 - beta2) (g^2 - v),
///        p -= rate (decay p + m / (1 - beta1^k) / (sqrt(v / (1 - beta2^k)) + epsilon)),  decay = 0:
///        Kingma & Ba (2014), arXiv:1412.6980.
/// adamw  the same with a decay: Loshchilov & Hutter (2017), arXiv:1711.05101.
/// sgd    m = momentum m + g,  p -= rate m: gradient descent with the momentum of Polyak (1964).
struct Optimizer {
    enum class Kind { adam, sgd };

    Kind kind = Kind::adam;
    double beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, decay = 0;
    double momentum = 0;
    std::string spec = "adam:beta1=0.9,beta2=0.999,epsilon=1e-8";  // every setting written out
};

const EntryList& optimizers();
Optimizer make_optimizer(const std::string& spec);

/// The state of a training: parameters, the optimiser's moments, and averages of the parameters.
struct Training {
    Floats parameters;
    Floats mean, square;         // of the gradient and its square; square is empty for sgd
    Floats average;              // the one that is handed out
    std::vector<Floats> powers;  // others, kept beside it

    Training(Floats initial, const Optimizer& optimizer, std::size_t powers);

    /// Update k = 1, 2, ... of parameters first .. first + count with `scale` times the sum of the gradients,
    /// slice by slice.
    void update(const Optimizer& optimizer, std::uint64_t k, double rate, double scale, std::size_t first,
                std::size_t count, std::span<const float* const> gradients);

    /// q += share (p - q) over the same stretch of an average q; q = p when the share is 1.
    void follow(Floats& q, double share, std::size_t first, std::size_t count) const;
};

}  // namespace drift::network
