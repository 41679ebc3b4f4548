// Which times a model of one step can be asked at.
#include "sampler/trained_step.hpp"

#include <cmath>

#include "core/error.hpp"

namespace drift::sampler {
namespace {

constexpr Real rounding = 1e-9;

std::size_t steps_of(Real step) { return static_cast<std::size_t>(std::round(1 / step)); }

void check_trained_grid(const Vector& times, Real step) {
    const std::size_t steps = steps_of(step);
    bool same = times.size() == steps + 1;
    for (std::size_t k = 0; same && k <= steps; ++k)
        same = std::abs(times(k) - static_cast<Real>(steps - k) * step) < rounding;
    if (!same)
        throw UsageError("the model says x at t - ", step,
                         ", and this solver takes just that step, or the answer would be of another time: "
                         "give --steps ",
                         steps, " on --grid time from 1 to 0");
}

}  // namespace

void check_step(const Vector& times, const Solver& solver, Real step) {
    if (step == 0) return;
    const std::size_t last = times.size() - 1;
    const bool to_noise = times(0) < times(last);
    if (solver.takes_one_step_model) {
        if (to_noise)
            throw UsageError(
                "the model's steps go from noise to data: encode with another solver, as heun, "
                "from --t-min ",
                step, " on");
        check_trained_grid(times, step);
        return;
    }
    for (std::size_t k = 0; k <= last; ++k)
        if (times(k) < step * (1 - rounding) && !(k == last && times(k) == 0 && solver.domain.t_min == 0))
            throw UsageError("the model says x at t - ", step, " and has no answer before t = ", step,
                             ", found t = ", times(k), ": set --t-min ", step,
                             solver.domain.t_min > 0 ? "" : ", or take fewer steps");
}

std::size_t usual_steps(const Solver& solver, Real step) {
    return step > 0 && solver.takes_one_step_model ? steps_of(step) : 50;
}

}  // namespace drift::sampler
