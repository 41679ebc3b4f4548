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
    /// from the one before. Both ends are met exactly. Error when the ends are not
    /// 0 <= t_min < t_max <= 1, or when the law needs what the schedule does not have there.
    Vector times(const Schedule& schedule, Real t_max, Real t_min,
                 const std::vector<std::size_t>& spans) const;

    bool finite_lambda = false;       // it needs a finite lambda at both ends
    std::optional<Real> least, most;  // sigma / alpha at its ends, where settings say so
    std::function<Vector()> given;    // of a file: reads the times themselves
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
    bool to_noise = false;     // from t_min up to t_max
    bool keeps_noise = false;  // no step to sigma = 0 unless t_min says so
};

/// The grid of a law for a solver and a model, whose size says where noise is nothing (model/ends.hpp). Unless
/// asked for, laws of lambda begin at start_time() and the others at the schedule's last time; runs end at
/// end_time(), and solvers that can step to sigma = 0 go there: at once, where law and solver allow a long step,
/// else the last of the K steps goes from end_time() to 0.
TimeGrid make_time_grid(const GridLaw& law, const GridRequest& request, const ModelFacts& facts,
                        const Solver& solver);

}  // namespace drift::sampler
