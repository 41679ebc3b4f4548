#include "solver/sde_dpm_solver.hpp"

#include <cmath>

#include "core/error.hpp"
#include "solver/dpm_solver_pp.hpp"
#include "solver/exponential.hpp"
#include "solver/solvers.hpp"

namespace drift::solver {

// rho_half / rho_t = e^(-h/2), rho_s / rho_t = e^-h, and (a^2 - 1) / (a - 1) = a + 1.
Real noise_correlation(Clock clock, Real h, Real eta) {
    return clock == Clock::sigma ? 1 / std::sqrt(1 + std::exp(-h / 2)) : 1 / std::sqrt(std::exp(eta * h) + 1);
}

namespace {

struct SdeForm {
    std::size_t order;
    Real eta;
    Correction correction;
    bool halved;
    Clock clock;
};

Step multistep_sde(const Slice& slice, const SdeForm& form) {
    return [&slice, form, history = History(form.order)](Rows& x, const Interval& interval) mutable {
        const auto& [t, s, k, steps, repetition] = interval;
        const ExponentialStep step(t, s, form.eta);
        history.push(t.lambda, slice.x0_hat(x, t));
        x = multistep(step, x, history, s.sigma > 0 ? std::min(form.order, k + 1) : 1,
                      form.order == 3 ? Correction::taylor : form.correction, form.halved);
        if (form.eta > 0) x += step.noise * slice.normals(x, interval);
    };
}

// With D the prediction and n normal, a step of order 2 is
//     x_half = first_order(D) + noise n_half,   x_s = second_order(D, D_half, r = 1/2) + noise n.
Step singlestep_sde(const Slice& slice, const SdeForm& form) {
    return [&slice, form](Rows& x, const Interval& interval) {
        const auto& [t, s, k, steps, repetition] = interval;
        const Schedule& schedule = slice.schedule;
        const Scales half = schedule.at(schedule.time((t.lambda + s.lambda) / 2));
        const ExponentialStep first(t, half, form.eta), whole(t, s, form.eta);
        const Rows x0_hat = slice.x0_hat(x, t);
        Rows x_half = first_order(first, x, x0_hat), n;
        if (form.eta > 0) {
            n = slice.normals(x, interval);
            x_half += first.noise * n;
        }
        x = second_order(whole, x, x0_hat, slice.x0_hat(x_half, half), 0.5, form.correction);
        if (form.eta == 0) return;
        const Real shared = noise_correlation(form.clock, whole.h, form.eta);
        x += whole.noise * (shared * n + std::sqrt(1 - shared * shared) * slice.normals(x, interval, 1));
    };
}

Solver make_sde_dpm(const Spec& spec) {
    const std::size_t order = spec.count("order", 1, 3);
    const bool singlestep = spec.word("method") == "singlestep";
    if (singlestep && order != 2)
        throw UsageError("solver sde-dpm is singlestep for order=2 alone, found order=", order);
    if (!singlestep && spec.given("clock"))
        throw UsageError("setting 'clock' of solver sde-dpm needs method=singlestep, found method=multistep");
    const SdeForm form{.order = order,
                       .eta = spec.number("eta", 0, 10),
                       .correction = type_setting(spec),
                       .halved = spec.flag("compat"),
                       .clock = spec.word("clock") == "sigma" ? Clock::sigma : Clock::sde};
    Solver solver;
    solver.domain = {Begin::finite_lambda, singlestep ? End::finite_lambda : End::any, true};
    solver.history = singlestep ? 0 : order - 1;
    solver.memory = singlestep || order == 1 ? Memory::none : Memory::evaluations;
    solver.begin = [form, singlestep](const Slice& slice) {
        return singlestep ? singlestep_sde(slice, form) : multistep_sde(slice, form);
    };
    return solver;
}

}  // namespace

// Multistep of order 1 and 2: Lu et al. (2022), arXiv:2211.01095; of order 3 (its second step with the weight of
// taylor) and singlestep of order 2: Crowson (2022), k-diffusion. Weak order 2, of order 1: 1. eta = 0 is the
// probability flow without noise.
Registered<MakeSolver> sde_dpm() {
    return {{"sde-dpm",
             {{"order", "2", "1 to 3", "", "solver_order"},
              {"method", "multistep", "singlestep (order 2) or multistep", "singlestep multistep"},
              {"eta", "1", "rate of the noise, from 0 (the probability flow) to 10"},
              {"type", "dpm", "the slope's weight in order 2: dpm or taylor", type_words, "solver_type"},
              {"compat", "no", "order 3 as published: no or yes", "no=false,off yes=true,on"},
              {"clock", "sigma", "of a singlestep step's Brownian path: sigma or sde", "sigma sde"}},
             "weak order 2 (order 1: 1), 1 evaluation per step, singlestep 2",
             "Lu, Zhou, Bao, Chen, Li, Zhu (2022), "
             "arXiv:2211.01095; Crowson (2022), k-diffusion"},
            [](const Spec& spec, const Schedule&) { return make_sde_dpm(spec); }};
}

}  // namespace drift::solver
