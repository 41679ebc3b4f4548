// A deterministic step of the family, then noise.
#include "solver/sde_dpm_solver.hpp"

#include <cmath>

#include "core/error.hpp"
#include "solver/dpm_solver_pp.hpp"
#include "solver/exponential.hpp"

namespace drift::solver {

// rho_half / rho_t = e^(-h/2), rho_s / rho_t = e^-h, and (a^2 - 1) / (a - 1) = a + 1.
Real noise_correlation(Clock clock, Real h, Real eta) {
    return clock == Clock::sigma ? 1 / std::sqrt(1 + std::exp(-h / 2)) : 1 / std::sqrt(std::exp(eta * h) + 1);
}

namespace {

struct SdeForm {
    std::size_t order;
    bool singlestep;
    Real eta;
    Correction correction;
    bool halved;
    Clock clock;
};

class SdeMultistepStepper final : public Stepper {
public:
    SdeMultistepStepper(const Journey& journey, const SdeForm& form)
        : journey_(journey), form_(form), past_(form.order) {}

    void step(Rows& x, std::size_t k) override {
        const Scales t = journey_.schedule.at(journey_.times(k)),
                     s = journey_.schedule.at(journey_.times(k + 1));
        const Exponential step(t, s, form_.eta);
        past_.push(t.lambda, journey_.x0_hat(x, t.t));
        x = multistep(step, x, past_, s.sigma > 0 ? std::min(form_.order, k + 1) : 1,
                      form_.order == 3 ? Correction::taylor : form_.correction, form_.halved);
        if (form_.eta > 0) x += step.noise * journey_.normals(x, k);
    }

private:
    const Journey& journey_;
    SdeForm form_;
    History past_;
};

class SdeSinglestepStepper final : public Stepper {
public:
    SdeSinglestepStepper(const Journey& journey, const SdeForm& form) : journey_(journey), form_(form) {}

    void step(Rows& x, std::size_t k) override {
        const Schedule& schedule = journey_.schedule;
        const Scales t = schedule.at(journey_.times(k)), s = schedule.at(journey_.times(k + 1)),
                     half = schedule.at(schedule.time((t.lambda + s.lambda) / 2));
        const Exponential first(t, half, form_.eta), whole(t, s, form_.eta);
        const Rows x0_hat = journey_.x0_hat(x, t.t);
        Rows x_half = first_order(first, x, x0_hat), n;
        if (form_.eta > 0) {
            n = journey_.normals(x, k);
            x_half += first.noise * n;
        }
        x = second_order(whole, x, x0_hat, journey_.x0_hat(x_half, half.t), 0.5, form_.correction);
        if (form_.eta == 0) return;
        const Real shared = noise_correlation(form_.clock, whole.h, form_.eta);
        x += whole.noise * (shared * n + std::sqrt(1 - shared * shared) * journey_.normals(x, k, 1));
    }

private:
    const Journey& journey_;
    SdeForm form_;
};

class SdeDpm final : public Solver {
public:
    explicit SdeDpm(const SdeForm& form) : form_(form) {}
    std::unique_ptr<Stepper> begin(const Journey& journey) const override {
        if (form_.singlestep) return std::make_unique<SdeSinglestepStepper>(journey, form_);
        return std::make_unique<SdeMultistepStepper>(journey, form_);
    }
    bool needs_finite_lambda() const override { return true; }
    bool ends_at_data() const override { return !form_.singlestep; }
    std::size_t past() const override { return form_.singlestep ? 0 : form_.order - 1; }

private:
    SdeForm form_;
};

}  // namespace

Entry sde_dpm_entry() {
    return {
        "sde-dpm",
        {{"order", "2", "1 to 3"},
         {"method", "multistep", "singlestep (order 2) or multistep"},
         {"eta", "1", "the noise's rate, 0 (the probability flow) to 10"},
         {"type", "dpm", "the slope's weight in order 2: dpm or taylor"},
         {"compat", "no", "order 3 as published: no or yes"},
         {"clock", "sigma", "of a singlestep step's Brownian path: sigma or sde"}},
        "weak order 2 (order 1: 1), 1 evaluation a step, singlestep 2; Lu, Zhou, Bao, Chen, Li, Zhu (2022), "
        "arXiv:2211.01095; Crowson (2022), k-diffusion"};
}

std::unique_ptr<const Solver> make_sde_dpm(const Spec& spec) {
    const std::size_t order = spec.count("order", 1, 3);
    const bool singlestep = spec.word("method", {"singlestep", "multistep"}) == "singlestep";
    if (singlestep && order != 2)
        throw UsageError("solver sde-dpm is singlestep for order=2 alone, found order=", order);
    if (!singlestep && spec.given("clock"))
        throw UsageError("setting 'clock' of solver sde-dpm needs method=singlestep, found method=multistep");
    return std::make_unique<SdeDpm>(
        SdeForm{order, singlestep, spec.number("eta", 0, 10), type_setting(spec), spec.flag("compat"),
                spec.word("clock", {"sigma", "sde"}) == "sigma" ? Clock::sigma : Clock::sde});
}

}  // namespace drift::solver
