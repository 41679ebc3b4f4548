// Explicit Runge-Kutta methods on the probability flow in t: euler, midpoint, heun, rk4. One step of a method with
// stages i from time t to s:
//     k_i = u(x + (s - t) sum_{j < i} a_ij k_j, t + c_i (s - t)),   x_s = x + (s - t) sum_i b_i k_i,
// u the velocity of the probability flow. Where a stage would stand at sigma = 0 the step is Euler's.
// On alpha = 1, sigma = sigma_q sqrt t: Nakkiran, Bradley, Zhou, Advani (2024), arXiv:2406.08929, section 3.5.
#include <vector>

#include "core/error.hpp"
#include "solver/probability_flow.hpp"
#include "solver/solvers.hpp"

namespace drift::solver {
namespace {

struct Method {
    std::string name, help;
    std::vector<Real> c;               // places of the stages, from 0 at t to 1 at s
    std::vector<std::vector<Real>> a;  // weights of the stages before
    std::vector<Real> b;
};

const Method euler_method{"euler", "order 1, 1 evaluation", {0}, {{}}, {1}};

Rows moved(const Rows& x, Real h, const std::vector<Real>& weights, const std::vector<Rows>& u) {
    Rows y = x;
    for (std::size_t i = 0; i < weights.size(); ++i)
        if (weights[i] != 0) y += h * weights[i] * u[i];
    return y;
}

Rows runge_kutta(const Method& method, const Slice& slice, const Rows& x, const Interval& interval) {
    const auto& [t, s, k, steps] = interval;
    std::vector<Rows> stages;
    for (std::size_t i = 0; i < method.c.size(); ++i) {
        const Scales at = method.c[i] == 1 ? s : slice.schedule.at(t.t + method.c[i] * (s.t - t.t));
        stages.push_back(velocity(slice, moved(x, s.t - t.t, method.a[i], stages), at));
    }
    return moved(x, s.t - t.t, method.b, stages);
}

Registered<MakeSolver> registered(const Method& method, const std::string& source) {
    return {{method.name, {}, concat(method.help, " a step, on the probability flow in t; ", source)},
            [method](const Spec&, const Schedule&) {
                return one_step({.t_min = method.b.size() > 2 ? early : 0},
                                [method](const Slice& slice, const Rows& x, const Interval& i) {
                                    const bool whole = method.c.back() < 1 || i.s.sigma > 0;
                                    return runge_kutta(whole ? method : euler_method, slice, x, i);
                                });
            }};
}

}  // namespace

Registered<MakeSolver> euler() { return registered(euler_method, "Euler (1768)"); }

Registered<MakeSolver> heun() {
    return registered({"heun", "order 2, 2 evaluations", {0, 1}, {{}, {1}}, {0.5, 0.5}}, "Heun (1900)");
}

Registered<MakeSolver> midpoint() {
    return registered({"midpoint", "order 2, 2 evaluations", {0, 0.5}, {{}, {0.5}}, {0, 1}}, "Runge (1895)");
}

Registered<MakeSolver> rk4() {
    return registered({"rk4",
                       "order 4, 4 evaluations",
                       {0, 0.5, 0.5, 1},
                       {{}, {0.5}, {0, 0.5}, {0, 0, 1}},
                       {1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6}},
                      "Kutta (1901)");
}

}  // namespace drift::solver
