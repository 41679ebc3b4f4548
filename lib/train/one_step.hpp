// The target of prediction `previous`: one step back in time.
#pragma once

#include "train/task.hpp"

namespace drift::train {

/// The network sees (x_(t+dt), t + dt), where x_(t+dt) = x_t + sigma_q sqrt(dt) eta, and the way back to x_t,
/// with its noise, is the target: -eta behind its preconditioning. Nakkiran, Bradley, Zhou, Advani (2024),
/// arXiv:2406.08929, Pseudocode 1. UsageError on any schedule but ve, and when the recipe is no diffusion.
std::unique_ptr<const RegressionTarget> one_step_target(const Recipe& recipe, const Weight& weight,
                                                        std::uint64_t seed);

}  // namespace drift::train
