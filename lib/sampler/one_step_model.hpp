// Models of E[x_(t-dt) | x_t]: they know one step of time, and only some grids go along with it.
#pragma once

#include <vector>

#include "sampler/solver.hpp"

namespace drift::sampler {

/// Such a model can be asked at the times of a grid, which fall to data; any grid when dt is 0. Solvers that take
/// the model's own step need its 1 / dt steps from t = 1 to 0: there ddpm is x_(t-dt) = f(x_t, t) + noise and
/// ddim x_(t-dt) = x_t + sqrt(t) / (sqrt(t) + sqrt(t-dt)) (f(x_t, t) - x_t), Nakkiran, Bradley, Zhou, Advani
/// (2024), arXiv:2406.08929, Pseudocode 2 and 3. The others read x0 off x_(t-dt), which can be done for t >= dt.
/// UsageError that says what to do.
void check_one_step_model(const std::vector<Scales>& grid, const Solver& solver, Real dt);

/// The steps a solver takes when nobody says how many: those of the model, or its own.
std::size_t default_steps(const Solver& solver, Real dt);

}  // namespace drift::sampler
