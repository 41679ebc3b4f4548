// Uniform grids, each in its own variable, and the one of a file.
#include "sampler/grids.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/error.hpp"
#include "io/text.hpp"
#include "sampler/one_step_model.hpp"
#include "sampler/time_grid.hpp"

namespace drift::sampler {
namespace {

Real between(Real a, Real b, Real part) { return a + part * (b - a); }

Real part(std::size_t k, std::size_t steps) { return static_cast<Real>(k) / static_cast<Real>(steps); }

Real ratio(const Scales& at) { return at.sigma / at.alpha; }

Registered<MakeGridLaw> uniform_in_time() {
    return {{"time", {}, "uniform in t"}, [](const Spec&) {
                return GridLaw([](Vector& times, const Schedule&, const std::vector<std::size_t>&) {
                    const std::size_t steps = times.size() - 1;
                    for (std::size_t k = 1; k < steps; ++k)
                        times(k) = between(times(0), times(steps), part(k, steps));
                });
            }};
}

Registered<MakeGridLaw> quadratic() {
    return {{"quadratic", {}, "uniform in sqrt t"}, [](const Spec&) {
                return GridLaw([](Vector& times, const Schedule&, const std::vector<std::size_t>&) {
                    const std::size_t steps = times.size() - 1;
                    const Real from = std::sqrt(times(0)), to = std::sqrt(times(steps));
                    for (std::size_t k = 1; k < steps; ++k)
                        times(k) = std::pow(between(from, to, part(k, steps)), 2);
                });
            }};
}

// Uniform from one step to the next, and within each.
std::vector<Real> parts(const std::vector<std::size_t>& spans) {
    std::vector<Real> parts;
    for (std::size_t step = 0; step < spans.size(); ++step)
        for (std::size_t k = 0; k < spans[step]; ++k)
            parts.push_back((static_cast<Real>(step) + part(k, spans[step])) /
                            static_cast<Real>(spans.size()));
    return parts;
}

void fill_logsnr(Vector& times, const Schedule& schedule, const std::vector<std::size_t>& spans) {
    const std::size_t steps = times.size() - 1;
    const Real from = schedule.at(times(0)).lambda, to = schedule.at(times(steps)).lambda;
    if (!std::isfinite(from) || !std::isfinite(to))
        throw UsageError("grid logsnr needs a finite ln(alpha / sigma) at both ends: set ",
                         std::isfinite(from) ? "t-min above 0" : "t-max below 1");
    const std::vector<Real> places = parts(spans);
    for (std::size_t k = 1; k < steps; ++k) times(k) = schedule.time(between(from, to, places[k]));
}

Registered<MakeGridLaw> logsnr() {
    return {{"logsnr", {}, "uniform in lambda = ln(alpha / sigma)"}, [](const Spec&) {
                GridLaw law(fill_logsnr);
                law.finite_lambda = true;
                return law;
            }};
}

// sigma_k = (max^(1/rho) + k / (K - 1) (min^(1/rho) - max^(1/rho)))^rho, sigma for sigma / alpha.
// Karras, Aittala, Aila, Laine (2022), arXiv:2206.00364, eq. 5.
struct Sigmas {
    Real rho, min, max;

    void check(const Scales& first, const Scales& last, const Schedule& schedule) const {
        const Real rounding = 1 + 1e-12, most = ratio(first), least = ratio(last);
        if (max > most * rounding)
            throw UsageError("grid sigma begins at sigma / alpha = ", max, ", above the ", most,
                             " of the schedule at t = ", first.t, ": set max=", most, " or less");
        if (min <= least)
            throw UsageError("grid sigma comes down to sigma / alpha = ", min, ", not above the ", least,
                             " at its last time ", last.t, ": set min above that, or t-min below ",
                             schedule.time(-std::log(min)));
    }

    Real operator()(std::size_t k, std::size_t steps) const {
        if (k == 0) return max;
        return std::pow(between(std::pow(max, 1 / rho), std::pow(min, 1 / rho), part(k, steps - 1)), rho);
    }
};

GridLaw sigma_law(const Sigmas& sigma) {
    GridLaw law([sigma](Vector& times, const Schedule& schedule, const std::vector<std::size_t>&) {
        const std::size_t steps = times.size() - 1;
        const Real t_max = times(0);
        sigma.check(schedule.at(t_max), schedule.at(times(steps)), schedule);
        for (std::size_t k = 0; k < steps; ++k)
            times(k) = std::min(schedule.time(-std::log(sigma(k, steps))), t_max);
    });
    law.last_sigma = sigma.min;
    return law;
}

Registered<MakeGridLaw> uniform_in_sigma() {
    return {{"sigma",
             {{"rho", "7", "exponent"},
              {"min", "0.002", "last sigma", "", "sigma_min"},
              {"max", "80", "first sigma", "", "sigma_max"}},
             "uniform in (sigma / alpha)^(1 / rho): sigmas, as many as steps, then t-min"},
            [](const Spec& spec) {
                const Sigmas sigma{.rho = spec.number("rho", 1e-3, 1e3),
                                   .min = spec.number("min", 1e-12, 1e12),
                                   .max = spec.number("max", 1e-12, 1e12)};
                if (!(sigma.min < sigma.max))
                    throw UsageError("max must exceed min in '", spec.canonical(), "'");
                return sigma_law(sigma);
            }};
}

Registered<MakeGridLaw> of_file() {
    return {{"file", {{"PATH", "", "text or .npy"}}, "the times of a file, the largest first"},
            [](const Spec& spec) {
                GridLaw law(GridLaw::Fill{});
                law.given = [path = spec.text("PATH")] {
                    const Vector times = read_numbers(path);
                    check_falling(times);
                    return times;
                };
                return law;
            }};
}

Real default_t_min(const GridLaw& law, const Schedule& schedule, const Domain& domain, std::size_t steps) {
    if (law.finite_lambda) return early;
    if (law.last_of_chain && domain.t_min > 0)
        return std::min<Real>(early, law.last_of_chain(steps, schedule) / 2);
    if (!law.last_sigma) return domain.t_min;
    if (domain.end == End::any) return 0;
    const bool below = ratio(schedule.at(early)) < *law.last_sigma,
               never = ratio(schedule.at(0)) >= *law.last_sigma;
    return below || never ? early : schedule.time(-std::log(*law.last_sigma)) / 2;
}

Vector times_of(const GridLaw& law, const GridRequest& request, const Schedule& schedule,
                const Solver& solver, Real one_step) {
    if (law.given) {
        if (request.steps || request.t_max || request.t_min)
            throw UsageError("a file of times says all: leave out the number of steps, t-max and t-min");
        return law.given();
    }
    if (request.t_max && law.last_sigma)
        throw UsageError("grid sigma sets the first time by its largest sigma: leave out t-max");
    if (request.t_max && law.last_of_chain)
        throw UsageError("the grid sets the first time by the steps of the chain: leave out t-max");
    const std::vector<std::size_t> spans =
        solver.spans(request.steps.value_or(default_steps(solver, one_step)));
    const std::size_t steps = std::accumulate(spans.begin(), spans.end(), std::size_t{0});
    const Real t_max =
        request.t_max.value_or(schedule.last_time(law.finite_lambda || solver.domain.begin != Begin::any));
    const Real t_min =
        request.t_min.value_or(request.to_noise ? early : default_t_min(law, schedule, solver.domain, steps));
    if (law.last_of_chain && t_min >= law.last_of_chain(steps, schedule))
        throw UsageError("the grid comes down to t = ", law.last_of_chain(steps, schedule),
                         ", not above t-min ", t_min, ": set t-min below it");
    const Vector times = law.times(schedule, t_max, t_min, spans);
    if (law.last_of_chain && solver.domain.begin != Begin::any && schedule.at(times(0)).alpha == 0)
        throw UsageError(
            "the grid begins at t = ", times(0),
            ", where alpha = 0, and the solver needs some signal there: take grid leading, or a solver "
            "that begins without, as ddim");
    return times;
}

}  // namespace

Vector GridLaw::times(const Schedule& schedule, Real t_max, Real t_min,
                      const std::vector<std::size_t>& spans) const {
    if (!(0 <= t_min && t_min < t_max && t_max <= 1))
        throw UsageError("times must satisfy 0 <= t-min < t-max <= 1, found t-min ", t_min, " and t-max ",
                         t_max);
    const std::size_t steps = std::accumulate(spans.begin(), spans.end(), std::size_t{0});
    if (steps == 0) throw UsageError("a grid has 1 step at least, found 0");
    Vector times({steps + 1}, t_max);
    times(steps) = t_min;
    fill_(times, schedule, spans);
    return times;
}

Registered<MakeGridLaw> leading();   // spacings.cpp
Registered<MakeGridLaw> linspace();  // spacings.cpp
Registered<MakeGridLaw> trailing();  // spacings.cpp

const Registry<MakeGridLaw>& grids() {
    static const Registry<MakeGridLaw> table("grid",
                                             {uniform_in_time(), quadratic(), logsnr(), uniform_in_sigma(),
                                              leading(), linspace(), trailing(), of_file()},
                                             {{"karras", "sigma"},
                                              {"edm", "sigma"},
                                              {"uniform", "time"},
                                              {"quad", "quadratic"},
                                              {"lambda", "logsnr"},
                                              {"lu", "logsnr"},
                                              {"exponential", "logsnr"}});
    return table;
}

TimeGrid make_time_grid(const GridLaw& law, const GridRequest& request, const Schedule& schedule,
                        const Solver& solver, Real one_step) {
    Vector times = times_of(law, request, schedule, solver, one_step);
    if (request.to_noise) std::reverse(times.begin(), times.end());
    return {times, schedule, solver, one_step};
}

}  // namespace drift::sampler
