// Restart: the probability flow by Heun's method, run again and again over one stretch with fresh noise.
#pragma once

#include <memory>

#include "core/spec.hpp"
#include "sampler/sampler.hpp"

namespace drift::solver {

/// Its entry in the table of solvers. With r = sigma / alpha, y = x / alpha and r_min the r of the grid
/// nearest to min: Heun's steps in r over the grid, and once r_min is reached, `times` times
///     y <- y + sqrt(max^2 - r_min^2) noise z,
/// and Heun's steps from max back to r_min over points uniform in r^(1/7), max and r_min among them. Order 2
/// between the restarts, 2 evaluations a step and 2 (points - 1) a restart.
/// Xu, Deng, Cheng, Tian, Liu, Jaakkola (2023), arXiv:2306.14878, Algorithm 1 with one stretch.
Entry restart_entry();

std::unique_ptr<const Solver> make_restart(const Spec& spec);

}  // namespace drift::solver
