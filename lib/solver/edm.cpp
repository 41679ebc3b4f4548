#include "solver/edm.hpp"

#include <algorithm>
#include <cmath>

#include "path/transition.hpp"
#include "solver/ddim.hpp"
#include "solver/solvers.hpp"

namespace drift::solver {

Rows heun_in_sigma(const Slice& slice, const Rows& x, const Scales& t, const Scales& s) {
    const Rows x0_hat = slice.x0_hat(x, t);
    const Rows euler = ddim(x, x0_hat, t, s);
    if (s.sigma == 0) return euler;
    const Rows eps_hat = (x - t.alpha * x0_hat) / t.sigma,
               eps_hat_s = (euler - s.alpha * slice.x0_hat(euler, s)) / s.sigma;
    const Real keep = s.alpha / t.alpha;
    return keep * x + (s.sigma - keep * t.sigma) / 2 * (eps_hat + eps_hat_s);
}

namespace {

struct Churn {
    Real amount, min, max, noise;
};

// From r = sigma / alpha within [min, max] a step first goes back to
//     r^ = (1 + gamma) r,   y^ = y + sqrt(r^^2 - r^2) noise z,   gamma = min(churn / steps, sqrt(2) - 1),
// never above the schedule's largest r. x goes there; the scales are returned.
Scales churned(const Churn& churn, const Slice& slice, Rows& x, const Interval& i) {
    const Real r = i.t.sigma / i.t.alpha;
    if (!(churn.amount > 0 && churn.min <= r && r <= churn.max)) return i.t;
    const Real gamma = std::min(churn.amount / static_cast<Real>(i.steps), std::sqrt(2.0) - 1);
    const Real lambda = std::max(i.t.lambda - std::log1p(gamma), slice.schedule.at(1).lambda);
    const Scales back = slice.schedule.at(slice.schedule.time(lambda));
    x = back.alpha * (x / i.t.alpha + added_to_ratio(i.t, back) * churn.noise * slice.normals(x, i));
    return back;
}

}  // namespace

// Karras, Aittala, Aila, Laine (2022), arXiv:2206.00364, Algorithm 2, on y = x / alpha.
Registered<MakeSolver> edm() {
    return {
        {"edm",
         {{"churn", "0", "total noise added over all steps, S_churn; 0: none", "", "s_churn"},
          {"min", "0.05", "smallest sigma / alpha at which noise is added", "", "s_tmin s_min"},
          {"max", "50", "largest sigma / alpha at which noise is added", "", "s_tmax s_max"},
          {"noise", "1.003", "standard deviation of the added noise; 1 for an exact model", "", "s_noise"}},
         "order 2, 2 evaluations per step",
         "Karras, Aittala, Aila, Laine (2022), arXiv:2206.00364"},
        [](const Spec& spec, const Schedule&) {
            const Churn churn{.amount = spec.number("churn", 0, 1e6),
                              .min = spec.number("min", 0, 1e12),
                              .max = spec.number("max", 0, 1e12),
                              .noise = spec.number("noise", 0, 10)};
            Solver solver = one_step({.begin = Begin::alpha},
                                     [churn](const Slice& slice, const Rows& x, const Interval& i) {
                                         Rows from = x;
                                         const Scales t = churned(churn, slice, from, i);
                                         return heun_in_sigma(slice, from, t, i.s);
                                     });
            solver.grid = "sigma", solver.steps = 18;
            return solver;
        }};
}

}  // namespace drift::solver
