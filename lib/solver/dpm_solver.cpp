#include "solver/dpm_solver.hpp"

#include <array>

#include "core/error.hpp"
#include "solver/dpm_solver_pp.hpp"
#include "solver/exponential.hpp"
#include "solver/solvers.hpp"

namespace drift::solver {

std::vector<std::size_t> singlestep_orders(std::size_t order, std::size_t evaluations, bool fixed) {
    if (fixed && evaluations < order)
        throw UsageError("a step of order ", order, " takes ", order, " evaluations, found ", evaluations);
    std::vector<std::size_t> orders(evaluations / order, order);
    const std::size_t rest = evaluations % order;
    if (fixed) return orders;
    if (rest != 0) {
        orders.push_back(rest);
    } else if (order == 3) {
        orders.back() = 2;
        orders.push_back(1);
    }
    return orders;
}

namespace {

struct SinglestepForm {
    std::size_t order;
    bool fixed;
    Prediction kind;
    Correction correction;
};

// A step of order p visits p times of the grid and evaluates the model once at each; x at those within a step is
// the stage's, of lower order.
//     order 1  x_s = keep x - scale phi_0 m
//     order 2  with m_1 at the point that order 1 gives: second_order()
//     order 3  with m_2 at the point that order 2 gives: second_order() with m_2, or third_order() (taylor)
class Singlestep {
public:
    Singlestep(const Slice& slice, const SinglestepForm& form) : slice_(slice), form_(form) {}

    void operator()(Rows& x, const Interval& interval) {
        const auto& [t, s, k, steps, repetition] = interval;
        if (k == 0) orders_ = singlestep_orders(form_.order, steps, form_.fixed);
        if (k == begin_ + orders_[taken_]) {
            begin_ = k;
            ++taken_;
        }
        const std::size_t stage = k - begin_;
        const bool last = stage + 1 == orders_[taken_];
        nodes_[stage] = t;
        m_[stage] = predicted(slice_, form_.kind, x, t);
        if (stage == 0) start_ = x;
        x = stage_end(stage, {form_.kind, nodes_[0], s}, last);
    }

private:
    // From the start of the step to the time after this stage.
    Rows stage_end(std::size_t stage, const ExponentialStep& step, bool last) const {
        const auto r = [&](std::size_t i) { return (nodes_[i].lambda - nodes_[0].lambda) / step.h; };
        if (stage == 0) return first_order(step, start_, m_[0]);
        if (stage == 1)
            return second_order(step, start_, m_[0], m_[1], r(1),
                                last ? form_.correction : Correction::taylor);
        if (form_.correction == Correction::dpm)
            return second_order(step, start_, m_[0], m_[2], r(2), Correction::taylor);
        return third_order(step, start_, m_[0], m_[1], r(1), m_[2], r(2));
    }

    const Slice& slice_;
    SinglestepForm form_;
    std::vector<std::size_t> orders_;
    std::size_t begin_ = 0, taken_ = 0;  // the grid's interval at which the step began, the steps before it
    std::array<Scales, 3> nodes_{};
    std::array<Rows, 3> m_;
    Rows start_;
};

Solver dpm_singlestep(const SinglestepForm& form) {
    Solver solver;
    solver.domain = {Begin::finite_lambda, End::finite_lambda};
    solver.stages = form.order;
    solver.memory = Memory::stages;
    solver.spans = [form](std::size_t steps) { return singlestep_orders(form.order, steps, form.fixed); };
    solver.begin = [form](const Slice& slice) -> Step { return Singlestep(slice, form); };
    return solver;
}

Solver make_dpm(const Spec& spec) {
    const std::size_t order = spec.count("order", 1, 3);
    const std::string& method = spec.word("method");
    const Prediction kind = predict_setting(spec);
    const Correction correction = type_setting(spec);
    const bool lower = spec.word("final") == "lower", compat = spec.flag("compat");
    if (method == "multistep") return dpm_multistep({order, kind, correction, lower, compat});
    for (const char* setting : {"final", "compat"})
        if (spec.given(setting))
            throw UsageError("setting '", setting,
                             "' of solver dpm needs method=multistep, found method=", method);
    return dpm_singlestep({order, method == "singlestep-fixed", kind, correction});
}

}  // namespace

Registered<MakeSolver> dpm() {
    return {{"dpm",
             {{"order", "2", "1 to 3", "", "solver_order"},
              {"method", "multistep", "singlestep, singlestep-fixed (of one order) or multistep",
               "singlestep singlestep-fixed multistep"},
              {"predict", "x0", "eps (DPM-Solver) or x0 (DPM-Solver++)", predict_words, "algorithm_type"},
              {"type", "dpm", "the slope's weight: dpm or taylor", type_words, "solver_type"},
              {"final", "lower", "the last multistep steps: lower (order, below 10 steps) or full",
               final_words, "lower_order_final"},
              {"compat", "no", "multistep of order 3 as published, of order 2: no or yes",
               "no=false,off yes=true,on"}},
             "order 1 to 3, 1 evaluation per step, singlestep's counted as steps",
             "Lu, Zhou, Bao, Chen, Li, Zhu "
             "(2022), arXiv:2206.00927, arXiv:2211.01095"},
            [](const Spec& spec, const Schedule&) { return make_dpm(spec); }};
}

}  // namespace drift::solver
