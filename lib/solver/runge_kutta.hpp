// Runge-Kutta methods on the probability flow in t: euler, midpoint, heun, rk4.
#pragma once

#include <memory>

#include "core/spec.hpp"
#include "sampler/sampler.hpp"

namespace drift::solver {

/// Their entries in the table of solvers: ode/runge_kutta.hpp on the probability flow. Where a stage would
/// stand at sigma = 0 the step is Euler's.
/// On alpha = 1, sigma = sigma_q sqrt t: Nakkiran, Bradley, Zhou, Advani (2024), arXiv:2406.08929, section
/// 3.5.
Entry euler_entry();
Entry heun_entry();
Entry midpoint_entry();
Entry rk4_entry();

std::unique_ptr<const Solver> make_runge_kutta(const Spec& spec);

}  // namespace drift::solver
