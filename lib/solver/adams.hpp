// Adams-Bashforth methods: the noise prediction as a polynomial through the last times.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "sampler/solver.hpp"

namespace drift::solver {

/// Weights of the noise predictions at the last times, the newest (now) first, for the step to s.
using Weights = std::function<std::vector<Real>(std::span<const Scales> nodes, const Scales& s)>;

/// c_j = integral of l_j(v) w(v) dv, l_j the polynomial that is 1 at node j and 0 at the others. moments: of
/// v^0, v^1, .. under w, as many as nodes.
std::vector<Real> polynomial_weights(std::span<const Real> nodes, std::span<const Real> moments);

/// x_s = alpha_s (x / alpha_t + sum_j c_j eps_j): with r = sigma / alpha the probability flow is d(x /
/// alpha)/dr = eps_hat. c_j by the weights, eps_j the predictions at the last times, as many as the order
/// says and fewer in the first steps. 1 evaluation a step.
Solver adams(std::size_t order, const Weights& weights, const Domain& domain);

}  // namespace drift::solver
