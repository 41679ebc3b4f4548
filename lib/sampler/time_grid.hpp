// Time grids: the times that a run visits, from noise down to data or back up.
#pragma once

#include <vector>

#include "core/array.hpp"
#include "path/schedule.hpp"

namespace drift::sampler {

struct Solver;

/// One interval of a grid, from time t to time s; the first of `steps` is k = 0. repetition: how often a run has
/// gone over it before, so that its noise is new.
struct Interval {
    Scales t, s;
    std::size_t k, steps;
    std::size_t repetition = 0;

    bool last() const { return k + 1 == steps; }
};

/// UsageError when times do not fall.
void check_falling(const Vector& times);

/// The times of a run with the scales at each, such that a solver's formula is defined at both ends, its steps
/// fit, and the model has answers. Valid by construction: who has a grid need not check it.
class TimeGrid {
public:
    /// times (steps + 1) within [0, 1], falling from noise to data or rising from data to noise. one_step: dt of
    /// a model of E[x_(t-dt) | x_t], 0 of others; divides_by_alpha: the model does. UsageError that says what to
    /// do.
    TimeGrid(const Vector& times, const Schedule& schedule, const Solver& solver, Real one_step = 0,
             bool divides_by_alpha = false);

    std::size_t steps() const { return scales_.size() - 1; }
    Interval operator[](std::size_t k) const {
        return {.t = scales_[k], .s = scales_[k + 1], .k = k, .steps = steps()};
    }

    /// The scales at each time, (steps + 1), in the order in which they are visited.
    const std::vector<Scales>& scales() const { return scales_; }
    const Scales& first() const { return scales_.front(); }
    const Scales& last() const { return scales_.back(); }
    bool towards_data() const { return first().t > last().t; }

    /// The same times in the other direction. UsageError when no run can begin at its first.
    TimeGrid reversed() const;

private:
    void check_direction() const;

    std::vector<Scales> scales_;
    Real only_towards_data_;  // the step of a model that can be sampled along its own steps alone, else 0
};

}  // namespace drift::sampler
