#include "solver/dpm_solver_pp.hpp"

namespace drift::solver {

Rows multistep(const ExponentialStep& step, const Rows& x, const History& history, std::size_t order,
               Correction correction, bool halved) {
    if (order == 1) return first_order(step, x, history.m(0));
    const Real r_1 = history.place(1, step.h);
    if (order == 2) return second_order(step, x, history.m(0), history.m(1), r_1, correction);
    return third_order(step, x, history.m(0), history.m(1), r_1, history.m(2), history.place(2, step.h),
                       halved);
}

Solver dpm_multistep(const MultistepForm& form) {
    Solver solver;
    solver.domain = {Begin::finite_lambda, form.kind == Prediction::x0 ? End::any : End::finite_lambda, true};
    solver.history = form.order - 1;
    if (form.order == 1) solver.memory = Memory::none;
    solver.lower_end = form.lower;
    solver.begin = [form](const Slice& slice) -> Step {
        return [&slice, form, history = History(form.order)](Rows& x, const Interval& interval) mutable {
            const auto& [t, s, k, steps, repetition] = interval;
            history.push(t.lambda, predicted(slice, form.kind, x, t));
            const std::size_t order = multistep_order(form.order, k, steps, form.lower && steps < 10);
            x = multistep({form.kind, t, s}, x, history, s.sigma > 0 ? order : 1, form.correction,
                          form.halved);
        };
    };
    return solver;
}

}  // namespace drift::solver
