// The time grids by name: where the times between two ends lie.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/registry.hpp"
#include "sampler/solver.hpp"

namespace drift::sampler {

/// A law of times, parsed: uniform in some variable, or the times of a file.
class GridLaw {
public:
    /// Sets the times between the first and the last, which stand there. spans: the intervals that each step of
    /// the solver goes over.
    using Fill = std::function<void(Vector& times, const Schedule&, const std::vector<std::size_t>& spans)>;

    explicit GridLaw(Fill fill) : fill_(std::move(fill)) {}

    /// The times from t_max down to t_min, one more than the sum of spans; each computed from its own index, none
    /// from the one before. Both ends are met exactly, but `sigma` begins at its max. Error when the ends are not
    /// 0 <= t_min < t_max <= 1, or when the law needs what the schedule does not have there.
    Vector times(const Schedule& schedule, Real t_max, Real t_min,
                 const std::vector<std::size_t>& spans) const;

    bool finite_lambda = false;      // it needs a finite lambda at both ends
    std::optional<Real> last_sigma;  // of a law that begins where a setting says: sigma / alpha before t_min
    std::function<Vector()> given;   // of a file: reads the times themselves
    /// Of the steps of a chain: the time before t_min.
    std::function<Real(std::size_t steps, const Schedule&)> last_of_chain;

private:
    Fill fill_;
};

using MakeGridLaw = std::function<GridLaw(const Spec&)>;

const Registry<MakeGridLaw>& grids();

/// What is asked of a grid; the rest follows from law, schedule, solver and model.
struct GridRequest {
    std::optional<Real> t_max, t_min;
    std::optional<std::size_t> steps;
    bool to_noise = false;  // from t_min up to t_max
};

/// The grid of a law for a solver. Unless asked for, it goes from the schedule's last time, with alpha > 0 when
/// solver or law needs that, to 0, or to 0.001 when one of them is not defined at 0; from data to noise it begins
/// at 0.001. After `sigma` comes 0 wherever the solver can end there, else 0.001 or, when that is no less than
/// the time of its last sigma, half of that. one_step: as TimeGrid has it.
TimeGrid make_time_grid(const GridLaw& law, const GridRequest& request, const Schedule& schedule,
                        const Solver& solver, Real one_step = 0);

}  // namespace drift::sampler
