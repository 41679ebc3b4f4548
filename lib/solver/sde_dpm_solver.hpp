// SDE-DPM-Solver++: the exponential integrators of the prediction of x0 for the reverse SDE.
#pragma once

#include <memory>

#include "core/spec.hpp"
#include "sampler/sampler.hpp"

namespace drift::solver {

/// The time by which the Brownian path of a step runs: sigma / alpha, as its author has it, or the SDE's own.
enum class Clock { sigma, sde };

/// The correlation of the noise of a step from t to s with that of its first half in lambda, h / 2:
///     sigma  sqrt((rho_t - rho_half) / (rho_t - rho_s)),  rho = sigma / alpha
///     sde    sqrt((e^(eta h) - 1) / (e^(2 eta h) - 1))
/// Of independent noises the method would be of weak order 1.
Real noise_correlation(Clock clock, Real h, Real eta);

/// Its entry in the table of solvers. Multistep of order 1 and 2: Lu et al. (2022), arXiv:2211.01095; of
/// order 3 (its second step with the weight of taylor) and singlestep of order 2: Crowson (2022),
/// k-diffusion. With D the prediction and n normal, a singlestep step is
///     x_half = first_order(D) + noise n_half,   x_s = second_order(D, D_half, r = 1/2) + noise n.
/// Weak order 2, of order 1: 1. eta = 0 is the probability flow without noise.
Entry sde_dpm_entry();

std::unique_ptr<const Solver> make_sde_dpm(const Spec& spec);

}  // namespace drift::solver
