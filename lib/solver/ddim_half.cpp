#include "solver/ddim_half.hpp"

#include "solver/ddpm.hpp"
#include "solver/solvers.hpp"

namespace drift::solver {

Rows ddim_half(const Rows& x, const Rows& x0_hat, const Scales& t, const Scales& s) {
    return 0.5 * (s.alpha / t.alpha * x + ddpm_mean(x, x0_hat, t, s));
}

Registered<MakeSolver> ddim_half() {
    return {{"ddim-half",
             {},
             "order 1, 1 evaluation per step",
             "Nakkiran, Bradley, Zhou, Advani (2024), arXiv:2406.08929"},
            [](const Spec&, const Schedule&) {
                Solver solver = one_step({.begin = Begin::alpha},
                                         [](const Slice& slice, const Rows& x, const Interval& i) {
                                             return ddim_half(x, slice.x0_hat(x, i.t), i.t, i.s);
                                         });
                solver.takes_one_step_model = true;
                return solver;
            }};
}

}  // namespace drift::solver
