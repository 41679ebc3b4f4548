// Four Gaussians in the plane, for which independent programs have recorded what solvers do.
#pragma once

#include <string>

#include "metric/exact_path.hpp"
#include "sampler/runs.hpp"
#include "solver/solvers.hpp"

namespace drift::all {

/// From lambda = -3 to 3 the flow takes `start` to `end`. The end depends on the path by lambda alone when
/// alpha^2 + sigma^2 = 1.
struct Crossing {
    MixtureModel model{four_gaussians(), schedule_of("vp-linear")};
    Rows start = rows({{1.3, -0.7}}), end = rows({{1.374226542915, -0.459550572127}});

    /// Where a solver ends in so many steps, uniform in lambda, started by its own lower orders.
    Rows reached(const std::string& solver, std::size_t steps) const {
        const Schedule& schedule = model.schedule();
        const Solver made = make_solver(solver, schedule);
        const TimeGrid grid = time_grid("logsnr", made, schedule, schedule.time(-3), schedule.time(3), steps);
        return run(model, made, grid, start).rows;
    }
};

}  // namespace drift::all
