// Models of E[x_(t-dt) | x_t]: they know one step of time, and only some grids go along with it.
#pragma once

#include "sampler/sampler.hpp"

namespace drift::sampler {

/// A model of that step (Model::step) can be asked along the grid; any grid when it is 0. Solvers that take
/// the trained step need its 1 / dt steps from t = 1 to 0: there ddpm is x_(t-dt) = f(x_t, t) + noise and
/// ddim x_(t-dt) = x_t + sqrt(t) / (sqrt(t) + sqrt(t-dt)) (f(x_t, t) - x_t), Nakkiran, Bradley, Zhou, Advani
/// (2024), arXiv:2406.08929, Pseudocode 2 and 3. The others read x0 off x_(t-dt), which can be done for t >=
/// dt. UsageError that says what to do.
void check_step(const Vector& times, const Solver& solver, Real step);

/// How many steps a solver takes when nobody says it: those of the model, or 50.
std::size_t usual_steps(const Solver& solver, Real step);

}  // namespace drift::sampler
