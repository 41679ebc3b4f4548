// The learning rate over a training.
#pragma once

#include <cstdint>
#include <string>

#include "core/spec.hpp"

namespace drift::train {

enum class Decay { constant, linear, cosine };

const EntryList& decays();
Decay make_decay(const std::string& spec);
const std::string& name(Decay decay);

/// Rises linearly to `peak` over `warmup` steps, then falls to 0 at `steps` as the decay says.
struct LearningRate {
    double peak = 2e-3;
    std::uint64_t warmup = 100, steps = 1;
    Decay decay = Decay::cosine;

    double operator()(std::uint64_t k) const;  // at step k = 1 .. steps
};

}  // namespace drift::train
