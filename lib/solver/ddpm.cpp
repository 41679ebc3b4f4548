#include "solver/ddpm.hpp"

#include <cmath>

#include "path/transition.hpp"
#include "solver/solvers.hpp"

namespace drift::solver {

Rows ddpm_mean(const Rows& x, const Rows& x0_hat, const Scales& t, const Scales& s) {
    const Posterior posterior(s, t);
    return posterior.of_x0 * x0_hat + posterior.of_x * x;
}

Rows ddpm(const Rows& x, const Rows& x0_hat, const Rows& z, const Scales& t, const Scales& s,
          Variance variance) {
    const Real sigma = variance == Variance::small ? s.sigma : t.sigma;
    return ddpm_mean(x, x0_hat, t, s) + sigma * std::sqrt(new_noise_fraction(s, t)) * z;
}

Registered<MakeSolver> ddpm() {
    return {{"ddpm",
             {{"variance", "auto", "of a step: small, large, or auto (large on ve, else small)",
               "auto small=fixed_small large=fixed_large", "variance_type"},
              {"end", "auto", "last step: noise, mean, or auto (noise on ve, else mean)", "auto noise mean"}},
             "weak order 1, 1 evaluation per step",
             "Ho, Jain, Abbeel (2020), arXiv:2006.11239"},
            [](const Spec& spec, const Schedule& schedule) {
                const bool tutorial = schedule.name() == "ve";
                const std::string &size = spec.word("variance"), &end = spec.word("end");
                const Variance variance =
                    size == "large" || (size == "auto" && tutorial) ? Variance::large : Variance::small;
                const bool noisy_end = end == "noise" || (end == "auto" && tutorial);
                Solver solver = one_step({}, [=](const Slice& slice, const Rows& x, const Interval& i) {
                    const Rows x0_hat = slice.x0_hat(x, i.t);
                    return i.last() && !noisy_end ? ddpm_mean(x, x0_hat, i.t, i.s)
                                                  : ddpm(x, x0_hat, slice.normals(x, i), i.t, i.s, variance);
                });
                solver.takes_one_step_model = true;
                return solver;
            }};
}

}  // namespace drift::solver
