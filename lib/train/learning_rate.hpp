// The learning rate over a training.
#pragma once

#include <cstdint>
#include <string>

#include "core/registry.hpp"

namespace drift::train {

/// How the rate falls after the warm-up, as a factor of its peak: a function of the share of the steps that
/// is left, from 1 to nearly 0.
struct Decay {
    std::string spec;
    double (*factor)(double left);
};

using MakeDecay = double (*(*)(const Spec&))(double left);
const Registry<MakeDecay>& decays();
Decay make_decay(const std::string& spec);

/// Rises linearly to `peak` over `warmup` steps, then falls to 0 at `steps` as the decay says.
struct LearningRate {
    double peak = 2e-3;
    std::uint64_t warmup = 100, steps = 1;
    Decay decay = make_decay("cosine");

    double operator()(std::uint64_t k) const;  // at step k = 1 .. steps
};

}  // namespace drift::train
