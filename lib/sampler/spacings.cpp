// The timestep spacings of diffusers: whole steps of a discrete chain, some of its n.
#include <cmath>

#include "core/error.hpp"
#include "sampler/grids.hpp"

namespace drift::sampler {
namespace {

// The step of the chain, counted from 0, that evaluation k of K is at. A tie is rounded to the even number.
using Spacing = std::function<Real(Real k, Real steps, Real n)>;

std::size_t chain_of(const Spec& spec, const Schedule& schedule) {
    if (spec.text("n") == "auto") return schedule.chain_steps() ? schedule.chain_steps() : 1000;
    const std::size_t n = spec.count("n", 1, 1'000'000);
    if (schedule.chain_steps() && schedule.chain_steps() != n)
        throw UsageError("the schedule's chain has ", schedule.chain_steps(), " steps, found n=", n,
                         " of grid ", spec.name());
    return n;
}

// Step i of the chain, counted from 0, is t = (i + 1) / n: so many times, then the last time that is asked for.
Registered<MakeGridLaw> spacing(const std::string& name, const std::string& help, const Spacing& step,
                                std::vector<Setting> settings) {
    settings.insert(settings.begin(),
                    {"n", "auto", "steps of the chain; auto: those of vp-discrete, else 1000", "",
                     "num_train_timesteps"});
    return {{name, settings, help, "Lin, Liu, Li, Yang (2023), arXiv:2305.08891, table 2"},
            [step, offset = settings.size() > 1](const Spec& spec) {
                const Real shift = offset ? static_cast<Real>(spec.count("offset", 0, 1'000'000)) : 0;
                const auto time = [=](std::size_t k, std::size_t steps, const Schedule& schedule) {
                    const std::size_t chain = chain_of(spec, schedule);
                    if (steps > chain)
                        throw UsageError("grid ", spec.name(), " takes ", steps, " of the ", chain,
                                         " steps of the chain: take ", chain, " at most");
                    const Real n = static_cast<Real>(chain);
                    const Real t = (step(static_cast<Real>(k), static_cast<Real>(steps), n) + shift + 1) / n;
                    if (t > 1)
                        throw UsageError("offset ", shift, " of grid ", spec.name(),
                                         " goes beyond the chain");
                    return t;
                };
                GridLaw law([time](Vector& times, const Schedule& schedule, const std::vector<std::size_t>&) {
                    const std::size_t steps = times.size() - 1;
                    for (std::size_t k = 0; k < steps; ++k) times(k) = time(k, steps, schedule);
                });
                law.last_of_chain = [time](std::size_t steps, const Schedule& schedule) {
                    return time(steps - 1, steps, schedule);
                };
                return law;
            }};
}

}  // namespace

Registered<MakeGridLaw> leading() {
    return spacing("leading", "every (n / steps)-th step of the chain from its first on, then t-min",
                   [](Real k, Real steps, Real n) { return (steps - 1 - k) * std::floor(n / steps); },
                   {{"offset", "0", "added to each", "", "steps_offset"}});
}

Registered<MakeGridLaw> linspace() {
    return spacing("linspace", "steps of the chain from its last to its first, evenly, then t-min",
                   [](Real k, Real steps, Real n) {
                       return steps > 1 ? std::nearbyint((steps - 1 - k) * ((n - 1) / (steps - 1))) : 0;
                   },
                   {});
}

Registered<MakeGridLaw> trailing() {
    return spacing("trailing", "every (n / steps)-th step of the chain from its last back, then t-min",
                   [](Real k, Real steps, Real n) { return std::nearbyint(n - k * (n / steps)) - 1; }, {});
}

}  // namespace drift::sampler
