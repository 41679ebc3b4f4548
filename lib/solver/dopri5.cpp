// Dormand and Prince's pair of orders 5 and 4 on the probability flow in t, each row with steps of its own, which
// end at the times of the grid: ode/dopri5.hpp.
#include "ode/dopri5.hpp"

#include "solver/solvers.hpp"

namespace drift::solver {
Registered<MakeSolver> dopri5() {
    return {
        {"dopri5",
         {{"rtol", "1e-6", "relative tolerance of a step"}, {"atol", "1e-6", "absolute tolerance of a step"}},
         "order 5, 6 evaluations per step, steps of its own",
         "Dormand, Prince (1980)"},
        [](const Spec& spec, const Schedule&) {
            const Tolerance tolerance{spec.number("rtol", 1e-15, 1), spec.number("atol", 1e-15, 1)};
            Solver solver;
            solver.domain = {.end = End::sigma};
            solver.steps = 1;
            solver.on_velocity = true;
            solver.memory = Memory::step_sizes;
            solver.begin = [tolerance](const Slice& slice) -> Step {
                const auto rows = std::make_shared<Dopri5>(slice.velocity, tolerance, slice.grid.first().t,
                                                           slice.grid.last().t, slice.first);
                return [rows](Rows& x, const Interval& i) { rows->advance(x, i.s.t); };
            };
            return solver;
        }};
}

}  // namespace drift::solver
