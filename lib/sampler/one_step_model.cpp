#include "sampler/one_step_model.hpp"

#include <cmath>

#include "core/error.hpp"

namespace drift::sampler {
namespace {

constexpr Real rounding = 1e-9;

std::size_t steps_of(Real dt) { return static_cast<std::size_t>(std::round(1 / dt)); }

void check_own_steps(const std::vector<Scales>& grid, Real dt) {
    const std::size_t steps = steps_of(dt);
    bool same = grid.size() == steps + 1;
    for (std::size_t k = 0; same && k <= steps; ++k)
        same = std::abs(grid[k].t - static_cast<Real>(steps - k) * dt) < rounding;
    if (!same)
        throw UsageError("the model says x at t - ", dt,
                         ", and this solver takes just that step, or the answer would be of another time: "
                         "take ",
                         steps, " steps on grid time from 1 to 0");
}

}  // namespace

void check_one_step_model(const std::vector<Scales>& grid, const Solver& solver, Real dt) {
    if (dt == 0) return;
    if (solver.takes_one_step_model) return check_own_steps(grid, dt);
    const bool ends_at_model = solver.domain.end == End::any;  // its last step asks nothing at the last time
    for (std::size_t k = 0; k < grid.size(); ++k) {
        const Real t = grid[k].t;
        const bool asked = !(k + 1 == grid.size() && t == 0 && ends_at_model);
        if (asked && t < dt * (1 - rounding))
            throw UsageError("the model says x at t - ", dt, " and has no answer before t = ", dt,
                             ", found t = ", t, ": set t-min ", dt,
                             ends_at_model ? ", or take fewer steps" : "");
    }
}

std::size_t default_steps(const Solver& solver, Real dt) {
    return dt > 0 && solver.takes_one_step_model ? steps_of(dt) : solver.steps;
}

}  // namespace drift::sampler
