// SDE-DPM-Solver++: the exponential integrators of the prediction of x0 for the reverse SDE.
#pragma once

#include "core/array.hpp"

namespace drift::solver {

/// The time by which the Brownian path of a step runs: sigma / alpha, as its author has it, or the SDE's own.
enum class Clock { sigma, sde };

/// The correlation of the noise of a step from t to s with that of its first half in lambda, h / 2:
///     sigma  sqrt((rho_t - rho_half) / (rho_t - rho_s)),  rho = sigma / alpha
///     sde    sqrt((e^(eta h) - 1) / (e^(2 eta h) - 1))
/// Of independent noises the method would be of weak order 1.
Real noise_correlation(Clock clock, Real h, Real eta);

}  // namespace drift::solver
