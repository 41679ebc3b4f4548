#include "solver/sde.hpp"

#include <cmath>

#include "model/probability_flow.hpp"
#include "solver/solvers.hpp"

namespace drift::solver {

Rows euler_maruyama(const Rows& x, const Rows& x0_hat, const Rows& z, const Scales& t, Real s, Real eta) {
    const Real h = t.t - s, g2 = t.g2();
    const Real towards_data = h * eta * eta * g2 / (2 * t.sigma * t.sigma);
    return x - h * velocity(x, x0_hat, t) - towards_data * (x - t.alpha * x0_hat) +
           eta * std::sqrt(g2 * h) * z;
}

Registered<MakeSolver> sde() {
    return {{"sde",
             {{"eta", "1", "noise, 0 for the probability flow, 1 for the reverse SDE, or more"}},
             "weak order 1, 1 evaluation per step",
             "Song et al. (2021), arXiv:2011.13456"},
            [](const Spec& spec, const Schedule&) {
                const Real eta = spec.number("eta", 0, 10);
                return one_step(
                    {.begin = Begin::alpha}, [eta](const Slice& slice, const Rows& x, const Interval& i) {
                        const Rows z = eta > 0 ? slice.normals(x, i) : zeros(row_count(x), dimension(x));
                        return euler_maruyama(x, slice.x0_hat(x, i.t), z, i.t, i.s.t, eta);
                    });
            }};
}

}  // namespace drift::solver
