#include "solver/ddim.hpp"

#include <cmath>

#include "path/transition.hpp"
#include "solver/solvers.hpp"

namespace drift::solver {

Rows ddim(const Rows& x, const Rows& x0_hat, const Rows& z, const Scales& t, const Scales& s, Real eta) {
    const Real part = new_noise_fraction(s, t) * eta * eta;  // v / sigma_s^2
    const Real kept = s.sigma * std::sqrt(1 - part) / t.sigma;
    return (s.alpha - kept * t.alpha) * x0_hat + kept * x + s.sigma * std::sqrt(part) * z;
}

Rows ddim(const Rows& x, const Rows& x0_hat, const Scales& t, const Scales& s) {
    const Real kept = s.sigma / t.sigma;
    return (s.alpha - kept * t.alpha) * x0_hat + kept * x;
}

Registered<MakeSolver> ddim() {
    return {{"ddim",
             {{"eta", "0", "noise, from 0 (the probability flow) to 1 (ancestral DDPM)"}},
             "order 1, 1 evaluation per step",
             "Song, Meng, Ermon (2021), arXiv:2010.02502"},
            [](const Spec& spec, const Schedule& schedule) {
                const Real eta = spec.number("eta", 0, 1);
                Solver solver = one_step({}, [eta](const Slice& slice, const Rows& x, const Interval& i) {
                    const Rows x0_hat = slice.x0_hat(x, i.t);
                    return eta == 0 ? ddim(x, x0_hat, i.t, i.s)
                                    : ddim(x, x0_hat, slice.normals(x, i), i.t, i.s, eta);
                });
                solver.takes_one_step_model = true;
                if (schedule.name() == "linear") solver.grid = "time";
                return solver;
            }};
}

}  // namespace drift::solver
