// Tasks: what a network is trained for, as the regression that teaches it.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "core/registry.hpp"
#include "model/ends.hpp"
#include "model/recipe.hpp"
#include "path/coupling.hpp"
#include "path/path.hpp"
#include "path/schedule.hpp"
#include "train/examples.hpp"
#include "train/loss.hpp"
#include "train/time_sampling.hpp"
#include "train/training_set.hpp"
#include "train/weight.hpp"

namespace drift::train {

/// A network's input and the right answer for a pair at a time. Safe to share.
class RegressionTarget {
public:
    virtual ~RegressionTarget() = default;

    /// Where target and weight are finite.
    virtual TimeRange times() const = 0;

    /// Fills x, t, target and weight of examples `number` and on, in the whole training, from out.pairs at
    /// the times t (n).
    virtual void fill(std::uint64_t number, std::span<const Real> t, Examples& out) const = 0;
};

/// On a schedule times begin at 0 where all is finite there, else at sigma / alpha = 1e-3; they end at the
/// schedule's last time, which is earlier where all is not finite there.
template <class Finite>
TimeRange finite_times(const Schedule& schedule, const Finite& finite) {
    return {&schedule, finite(0.0) ? 0.0 : end_time(schedule),
            schedule.last_time(!finite(schedule.last_time(false)))};
}

/// A task stands in the file that it describes and in the table of tasks. A training of it minimises the loss
/// of the target over the coupling's pairs.
struct Task {
    std::unique_ptr<Coupling> (*coupling)(const Recipe& recipe, const TrainingSet& set, std::uint64_t seed);
    std::unique_ptr<const RegressionTarget> (*target)(const Recipe& recipe, const Weight& weight,
                                                      std::uint64_t seed);
    Loss loss;
    bool
        predicts;  // the network answers with a prediction of the pair; else with a number per class, which it
                   // learns from labels
};

const Registry<Task>& tasks();
const Task& task_named(const std::string& name);

/// The two ends of a training: x0 of the set, which they hold by reference, and x1 of the recipe's base.
struct PathEnds {
    SharedEnd x0, x1;
};
PathEnds path_ends(const Recipe& recipe, const TrainingSet& set, std::uint64_t seed);

/// Their pairs by the recipe's coupling, and its path.
std::unique_ptr<const Path> path_of(const Recipe& recipe, std::uint64_t seed);
std::unique_ptr<Coupling> coupled_rows(const Recipe& recipe, const TrainingSet& set, std::uint64_t seed);

}  // namespace drift::train
