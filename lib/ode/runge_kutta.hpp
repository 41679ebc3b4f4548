// Explicit Runge-Kutta methods of fixed steps as tables of their coefficients (Butcher tableaux).
#pragma once

#include <vector>

#include "ode/field.hpp"

namespace drift::ode {

/// A method with stages i, for one step from time t to s, either way:
///     k_i = u(x + (s - t) sum_{j < i} a_ij k_j, t + c_i (s - t)),   x_s = x + (s - t) sum_i b_i k_i.
struct Tableau {
    std::vector<Real> c;               // places of the stages, from 0 at t to 1 at s
    std::vector<std::vector<Real>> a;  // weights of the stages before
    std::vector<Real> b;

    /// Whether a stage stands at s.
    bool reaches_end() const { return c.back() == 1; }
};

const Tableau& euler();     // order 1: Euler (1768)
const Tableau& heun();      // order 2: Heun (1900)
const Tableau& midpoint();  // order 2: Runge (1895)
const Tableau& rk4();       // order 4: Kutta (1901)

/// All rows of x (n, d) from time t to s by one step.
Rows runge_kutta_step(const Tableau& method, Field& u, const Rows& x, Real t, Real s);

}  // namespace drift::ode
