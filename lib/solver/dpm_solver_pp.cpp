// Multistep steps: one evaluation each, the first ones of lower order.
#include "solver/dpm_solver_pp.hpp"

namespace drift::solver {

Rows multistep(const Exponential& step, const Rows& x, const History& past, std::size_t order,
               Correction correction, bool halved) {
    if (order == 1) return first_order(step, x, past.m(0));
    const Real r_1 = past.place(1, step.h);
    if (order == 2) return second_order(step, x, past.m(0), past.m(1), r_1, correction);
    return third_order(step, x, past.m(0), past.m(1), r_1, past.m(2), past.place(2, step.h), halved);
}

namespace {

class MultistepStepper final : public Stepper {
public:
    MultistepStepper(const Journey& journey, const MultistepForm& form)
        : journey_(journey),
          form_(form),
          steps_(journey.times.size() - 1),
          lower_(form.lower && steps_ < 10),
          past_(form.order) {}

    void step(Rows& x, std::size_t k) override {
        const Scales t = journey_.schedule.at(journey_.times(k)),
                     s = journey_.schedule.at(journey_.times(k + 1));
        past_.push(t.lambda, predicted(journey_, form_.kind, x, t));
        const std::size_t order = multistep_order(form_.order, k, steps_, lower_);
        x = multistep({form_.kind, t, s}, x, past_, s.sigma > 0 ? order : 1, form_.correction, form_.halved);
    }

private:
    const Journey& journey_;
    MultistepForm form_;
    std::size_t steps_;
    bool lower_;
    History past_;
};

class Multistep final : public Solver {
public:
    explicit Multistep(const MultistepForm& form) : form_(form) {}
    std::unique_ptr<Stepper> begin(const Journey& journey) const override {
        return std::make_unique<MultistepStepper>(journey, form_);
    }
    bool needs_finite_lambda() const override { return true; }
    bool ends_at_data() const override { return form_.kind == Prediction::x0; }
    std::size_t past() const override { return form_.order - 1; }
    std::unique_ptr<const Solver> full_order() const override {
        if (!form_.lower) return nullptr;
        MultistepForm full = form_;
        full.lower = false;
        return std::make_unique<Multistep>(full);
    }

private:
    MultistepForm form_;
};

}  // namespace

std::unique_ptr<const Solver> make_dpm_multistep(const MultistepForm& form) {
    return std::make_unique<Multistep>(form);
}

}  // namespace drift::solver
