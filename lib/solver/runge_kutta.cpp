// Explicit Runge-Kutta methods on the probability flow in t: ode/runge_kutta.hpp. Where a stage would stand at
// sigma = 0 the step is Euler's. On alpha = 1, sigma = sigma_q sqrt t: Nakkiran, Bradley, Zhou, Advani (2024),
// arXiv:2406.08929, section 3.5.
#include "ode/runge_kutta.hpp"

#include "core/error.hpp"
#include "solver/solvers.hpp"

namespace drift::solver {
namespace {

// Of methods with many stages a last step to 0 would be of order 1.
Registered<MakeSolver> on_flow(const std::string& name, const Tableau& method, const std::string& help,
                               const std::string& source) {
    return {{name, {}, help + " a step, on the probability flow in t", source},
            [&method](const Spec&, const Schedule& schedule) {
                Solver solver = one_step({.lower_at_0 = method.b.size() > 2},
                                         [&method](const Slice& slice, const Rows& x, const Interval& i) {
                                             const bool to_data = method.reaches_end() && i.s.sigma == 0;
                                             return runge_kutta_step(to_data ? ode::euler() : method,
                                                                     slice.velocity, x, i.t.t, i.s.t);
                                         });
                solver.on_velocity = true;
                if (schedule.name() == "linear") solver.grid = "time";
                solver.steps = 50 / method.b.size();
                return solver;
            }};
}

}  // namespace

Registered<MakeSolver> euler() {
    return on_flow("euler", ode::euler(), "order 1, 1 evaluation", "Euler (1768)");
}

Registered<MakeSolver> heun() {
    return on_flow("heun", ode::heun(), "order 2, 2 evaluations", "Heun (1900)");
}

Registered<MakeSolver> midpoint() {
    return on_flow("midpoint", ode::midpoint(), "order 2, 2 evaluations", "Runge (1895)");
}

Registered<MakeSolver> rk4() { return on_flow("rk4", ode::rk4(), "order 4, 4 evaluations", "Kutta (1901)"); }

}  // namespace drift::solver
