#include "solver/langevin.hpp"

#include <cmath>

#include "solver/ddpm.hpp"
#include "solver/solvers.hpp"

namespace drift::solver {

Rows langevin(const Rows& x, const Rows& x0_hat, const Rows& z, const Scales& at, Real ratio) {
    const Real part = 2 * ratio * ratio;  // e / sigma^2
    return x + part * (at.alpha * x0_hat - x) + at.sigma * std::sqrt(2 * part) * z;
}

// Each step is DDPM's with the small variance, followed by Langevin moves at s; none where sigma_s = 0. Their
// bias does not vanish with the steps but with sigma at the end.
Registered<MakeSolver> langevin() {
    return {
        {"langevin",
         {{"steps", "1", "Langevin moves after each step"},
          {"ratio", "0.16", "of a move's signal to its noise; below 0.7"}},
         "weak order 1 but for the moves' bias, 1 + steps evaluations per step",
         "Song et al. (2021), "
         "arXiv:2011.13456"},
        [](const Spec& spec, const Schedule&) {
            const std::size_t moves = spec.count("steps", 0, 1000);
            const Real ratio = spec.number("ratio", 0, 0.7);
            return one_step({.lower_at_0 = true}, [=](const Slice& slice, const Rows& x, const Interval& i) {
                const auto& [t, s, k, steps, repetition] = i;
                Rows x_s = ddpm(x, slice.x0_hat(x, t), slice.normals(x, i), t, s, Variance::small);
                for (std::size_t move = 0; s.sigma > 0 && move < moves; ++move)
                    x_s = langevin(x_s, slice.x0_hat(x_s, s), slice.normals(x, i, 1 + move), s, ratio);
                return x_s;
            });
        }};
}

}  // namespace drift::solver
