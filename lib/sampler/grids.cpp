// Uniform grids, each in its own variable, and the one of a file.
#include "sampler/grids.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/error.hpp"
#include "io/text.hpp"
#include "model/ends.hpp"
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

void check_finite(const Vector& times, const Schedule& schedule, const char* grid) {
    if (!std::isfinite(schedule.at(times(0)).lambda))
        throw UsageError("grid ", grid, " needs a finite ln(alpha / sigma) at both ends: set t-max to ",
                         schedule.nearest_time(most_noise), " or less");
    if (!std::isfinite(schedule.at(times(times.size() - 1)).lambda))
        throw UsageError("grid ", grid, " needs a finite ln(alpha / sigma) at both ends: set t-min to ",
                         schedule.nearest_time(least_noise), " or more");
}

void fill_logsnr(Vector& times, const Schedule& schedule, const std::vector<std::size_t>& spans) {
    check_finite(times, schedule, "logsnr");
    const std::size_t steps = times.size() - 1;
    const Real from = schedule.at(times(0)).lambda, to = schedule.at(times(steps)).lambda;
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

// r_k = (r_0^(1/rho) + k / K (r_K^(1/rho) - r_0^(1/rho)))^rho, r = sigma / alpha.
// Karras, Aittala, Aila, Laine (2022), arXiv:2206.00364, eq. 5.
GridLaw::Fill karras(Real rho) {
    return [rho](Vector& times, const Schedule& schedule, const std::vector<std::size_t>&) {
        check_finite(times, schedule, "sigma");
        const std::size_t steps = times.size() - 1;
        const Real from = std::pow(ratio(schedule.at(times(0))), 1 / rho),
                   to = std::pow(ratio(schedule.at(times(steps))), 1 / rho);
        for (std::size_t k = 1; k < steps; ++k)
            times(k) = schedule.time(-rho * std::log(between(from, to, part(k, steps))));
    };
}

Registered<MakeGridLaw> uniform_in_sigma() {
    return {{"sigma",
             {{"rho", "7", "exponent"},
              {"min", "auto", "sigma / alpha at the end, or before a last step to t-min", "", "sigma_min"},
              {"max", "auto", "sigma / alpha at the start", "", "sigma_max"}},
             "uniform in (sigma / alpha)^(1 / rho)"},
            [](const Spec& spec) {
                const auto level = [&](const char* key) -> std::optional<Real> {
                    if (spec.text(key) == "auto") return std::nullopt;
                    return spec.number(key, 1e-12, 1e12);
                };
                GridLaw law(karras(spec.number("rho", 1e-3, 1e3)));
                law.finite_lambda = true;
                law.least = level("min"), law.most = level("max");
                if (law.least && law.most && !(*law.least < *law.most))
                    throw UsageError("max must exceed min in '", spec.canonical(), "'");
                return law;
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

Real first_time(const GridLaw& law, const GridRequest& request, const ModelFacts& facts,
                const Domain& domain) {
    const Schedule& schedule = *facts.schedule;
    if (law.most) {
        if (request.t_max)
            throw UsageError("grid sigma sets the first time by its max: leave out t-max, or max");
        const Real highest = ratio(schedule.at(1));
        if (*law.most > highest * (1 + 1e-12))
            throw UsageError("grid sigma begins at sigma / alpha = ", *law.most, ", above the ", highest,
                             " of the schedule at t = 1: set max=", highest, " or less");
        return schedule.nearest_time(*law.most);
    }
    if (law.last_of_chain && request.t_max)
        throw UsageError("the grid sets the first time by the steps of the chain: leave out t-max");
    if (request.t_max) return *request.t_max;
    return law.finite_lambda ? start_time(facts)
                             : last_time(facts, domain.begin != Begin::any || facts.divides_by_alpha);
}

// Where the law's times end, and the time of one step more, if any.
struct Last {
    Real t;
    std::optional<Real> beyond = {};
};

Last last_of(const GridLaw& law, const GridRequest& request, const ModelFacts& facts, const Domain& domain) {
    const Schedule& schedule = *facts.schedule;
    const Real level = law.least ? schedule.nearest_time(*law.least) : end_time(facts);
    const bool to_0 =
        !request.to_noise && !request.keeps_noise && domain.end == End::any && schedule.at(0).sigma == 0;
    if (law.least && ratio(schedule.at(0)) > *law.least * (1 + 1e-12))
        throw UsageError("grid sigma comes down to sigma / alpha = ", *law.least, ", below the ",
                         ratio(schedule.at(0)), " of the schedule at t = 0: set min to that or more");
    if (!request.t_min) {
        if (!to_0) return {level};
        return law.finite_lambda || domain.lower_at_0 ? Last{level, 0} : Last{0};
    }
    const bool no_noise = schedule.at(*request.t_min).sigma == 0;
    if (no_noise && request.to_noise)
        throw UsageError("at t = ", *request.t_min, " there is no noise yet to go on from: set t-min to ",
                         level, " or more");
    if (!law.least)
        return no_noise && to_0 && law.finite_lambda ? Last{level, request.t_min} : Last{*request.t_min};
    if (*request.t_min >= level)
        throw UsageError("grid sigma comes down to sigma / alpha = ", *law.least, " at t = ", level,
                         ", not above t-min ", *request.t_min, ": set min above that, or t-min below ",
                         level);
    return {level, request.t_min};
}

// Steps of a chain, then t-min: 0 where the solver can, else the end level, or half the chain's last step used if that
// is earlier.
Vector chain_times(const GridLaw& law, const GridRequest& request, const ModelFacts& facts,
                   const Solver& solver, Real first) {
    const Schedule& schedule = *facts.schedule;
    const std::vector<std::size_t> spans =
        solver.spans(request.steps.value_or(default_steps(solver, facts.one_step)));
    const Real chain =
        law.last_of_chain(std::accumulate(spans.begin(), spans.end(), std::size_t{0}), schedule);
    const bool to_0 = !request.to_noise && !request.keeps_noise && solver.domain.end == End::any &&
                      !solver.domain.lower_at_0 && schedule.at(0).sigma == 0;
    const Real last = request.t_min.value_or(to_0 ? 0 : std::min(end_time(facts), chain / 2));
    if (last >= chain)
        throw UsageError("the grid comes down to t = ", chain, ", not above t-min ", last,
                         ": set t-min below it");
    const Vector times = law.times(schedule, first, last, spans);
    if (solver.domain.begin != Begin::any && schedule.at(times(0)).alpha == 0)
        throw UsageError("the grid begins at t = ", times(0),
                         ", where alpha = 0, and the solver needs some signal there: take grid leading, or a "
                         "solver that begins without, as ddim");
    return times;
}

Vector times_of(const GridLaw& law, const GridRequest& request, const ModelFacts& facts,
                const Solver& solver) {
    if (law.given) {
        if (request.steps || request.t_max || request.t_min)
            throw UsageError("a file of times says all: leave out the number of steps, t-max and t-min");
        return law.given();
    }
    const std::size_t steps = request.steps.value_or(default_steps(solver, facts.one_step));
    const Real first = first_time(law, request, facts, solver.domain);
    if (law.last_of_chain) return chain_times(law, request, facts, solver, first);
    const Last last = last_of(law, request, facts, solver.domain);
    if (!last.beyond) return law.times(*facts.schedule, first, last.t, solver.spans(steps));
    if (steps <= 1) return {first, *last.beyond};
    const Vector times = law.times(*facts.schedule, first, last.t, solver.spans(steps - 1));
    Vector all({times.size() + 1}, *last.beyond);
    std::copy(times.begin(), times.end(), all.begin());
    return all;
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

TimeGrid make_time_grid(const GridLaw& law, const GridRequest& request, const ModelFacts& facts,
                        const Solver& solver) {
    Vector times = times_of(law, request, facts, solver);
    if (request.to_noise) std::reverse(times.begin(), times.end());
    return {times, *facts.schedule, solver, facts.one_step, facts.divides_by_alpha};
}

}  // namespace drift::sampler
