// Dormand and Prince's pair of orders 5 and 4 on the probability flow, each row with steps of its own that end
// at the times of the grid, which may also rise, from data to noise.
#include "ode/dopri5.hpp"

#include <memory>

#include "ode/probability_flow.hpp"
#include "solver/solvers.hpp"

namespace drift::solver {

Registered<MakeSolver> dopri5() {
    return {
        {"dopri5",
         {{"rtol", "1e-6", "relative tolerance of a step"}, {"atol", "1e-6", "absolute tolerance of a step"}},
         "order 5, 6 evaluations a step, steps of its own; Dormand, Prince (1980)"},
        [](const Spec& spec, const Schedule&) {
            const Tolerance tolerance{spec.number("rtol", 1e-15, 1), spec.number("atol", 1e-15, 1)};
            Solver solver;
            solver.domain = {.end = End::sigma, .t_min = early};
            solver.begin = [tolerance](const Slice& slice) -> Step {
                const auto flow = std::make_shared<ProbabilityFlow>(slice.denoise, slice.schedule);
                const auto solution = std::make_shared<Dopri5>(*flow, tolerance, slice.grid.first().t,
                                                               slice.grid.last().t, slice.first);
                return [flow, solution](Rows& x, const Interval& i) { solution->advance(x, i.s.t); };
            };
            return solver;
        }};
}

}  // namespace drift::solver
