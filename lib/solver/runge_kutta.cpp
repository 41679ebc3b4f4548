// Explicit Runge-Kutta methods on the probability flow in t: euler, heun, midpoint, rk4. Where a stage would stand
// at sigma = 0 the step is Euler's. On alpha = 1, sigma = sigma_q sqrt(t): Nakkiran, Bradley, Zhou, Advani (2024),
// arXiv:2406.08929, section 3.5.
#include "ode/runge_kutta.hpp"

#include "core/error.hpp"
#include "ode/probability_flow.hpp"
#include "solver/solvers.hpp"

namespace drift::solver {
namespace {

Registered<MakeSolver> on_flow(const std::string& name, const Tableau& method, const std::string& help) {
    return {{name, {}, help}, [&method](const Spec&, const Schedule&) {
                return one_step({.t_min = method.b.size() > 2 ? early : 0},
                                [&method](const Slice& slice, const Rows& x, const Interval& i) {
                                    ProbabilityFlow flow(slice.denoise, slice.schedule);
                                    const bool at_data = method.reaches_end() && i.s.sigma == 0;
                                    return runge_kutta_step(at_data ? ode::euler() : method, flow, x, i.t.t,
                                                            i.s.t);
                                });
            }};
}

}  // namespace

Registered<MakeSolver> euler() {
    return on_flow("euler", ode::euler(),
                   "order 1, 1 evaluation a step, on the probability flow in t; Euler (1768)");
}

Registered<MakeSolver> heun() {
    return on_flow("heun", ode::heun(),
                   "order 2, 2 evaluations a step, on the probability flow in t; Heun (1900)");
}

Registered<MakeSolver> midpoint() {
    return on_flow("midpoint", ode::midpoint(),
                   "order 2, 2 evaluations a step, on the probability flow in t; Runge (1895)");
}

Registered<MakeSolver> rk4() {
    return on_flow("rk4", ode::rk4(),
                   "order 4, 4 evaluations a step, on the probability flow in t; Kutta (1901)");
}

}  // namespace drift::solver
