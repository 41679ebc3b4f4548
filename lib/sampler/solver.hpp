// Solvers: what they see of a slice of rows, and what they are.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "model/denoiser.hpp"
#include "sampler/noise.hpp"
#include "sampler/time_grid.hpp"

namespace drift::sampler {

/// What a solver sees of one slice of rows.
struct Slice {
    const Schedule& schedule;
    const TimeGrid& grid;
    Denoiser& denoise;  // a solver asks one of these two
    Field& velocity;
    const Noise& noise;
    std::uint64_t first;  // the place of the slice's first row in the endless stream

    /// E[x0 | x_t] of all rows at one time.
    Rows x0_hat(const Rows& x, const Scales& t) const { return denoise(x, Vector({row_count(x)}, t.t)); }

    /// The standard normals of an interval, shaped as x; it may have several draws. wrapper: the name of a
    /// solver that changes another, for draws of its own, which are independent of those of the solver it wraps.
    Rows normals(const Rows& x, const Interval& interval, std::size_t index = 0,
                 std::string_view wrapper = {}) const {
        return noise(first, row_count(x), dimension(x),
                     {.purpose = Purpose::step,
                      .step = interval.k,
                      .index = index,
                      .repetition = interval.repetition,
                      .wrapper = wrapper});
    }
};

/// Moves one slice: x at t becomes x at s. Called for the intervals of a grid in their order; it may evaluate the
/// model at times in between, and remember what the solver's `memory` says.
using Step = std::function<void(Rows& x, const Interval&)>;

/// What a formula demands of the first and of the last time, in the direction from noise to data.
enum class Begin { any, alpha, finite_lambda };  // alpha: alpha > 0
enum class End { any, sigma, finite_lambda };    // sigma: sigma > 0

/// Where a formula is defined.
struct Domain {
    Begin begin = Begin::any;
    End end = End::any;
    bool lower_at_0 =
        false;  // a long step to sigma = 0 is of lower order: it begins at low noise unless told
};

/// The intervals of the grid that each step of a solver goes over when so many steps are asked for.
using Spans = std::function<std::vector<std::size_t>(std::size_t steps)>;

/// One interval a step.
inline std::vector<std::size_t> single_intervals(std::size_t steps) {
    return std::vector<std::size_t>(steps, 1);
}

/// What a step keeps from the intervals before its own.
enum class Memory {
    none,         // nothing: x_s follows from x_t, interval and noise, wherever x_t comes from
    evaluations,  // the model's at earlier times, of multistep methods
    stages,       // those of a step over several intervals
    step_sizes,   // of a method that controls them
};

/// A published sampler with its settings. A wrapper copies it and changes one member.
struct Solver {
    Domain domain;

    /// A solver without memory may go over an interval again: check_repeatable().
    Memory memory = Memory::evaluations;

    /// The evaluations at earlier times that a full step uses. It begins with lower orders, so that as many
    /// points must be known exactly before it shows its own.
    std::size_t history = 0;

    /// True when the last steps are of lower order unless its setting is final=full.
    bool lower_end = false;

    /// True when on ve its step over dt is all that a model of E[x_(t-dt) | x_t] says.
    bool takes_one_step_model = false;

    /// True when it follows dx/dt = u_t(x) by the slice's velocity alone, so that it takes models of any base,
    /// coupling and path; the others presume a diffusion.
    bool on_velocity = false;

    /// The intervals of the grid that a whole step goes over, more than 1 when it evaluates the model at times
    /// of the grid within a step, and how so many intervals are shared out.
    std::size_t stages = 1;
    Spans spans = single_intervals;

    /// The grid that it is good on, a spec, and its number of steps unless told.
    std::string grid = "logsnr";
    std::size_t steps = 50;

    /// Begins a slice, which outlives the step.
    std::function<Step(const Slice&)> begin;
};

/// A wrapper that goes back from s to t, by the path's Transition, and over the interval again, counting
/// Interval::repetition, asks first. UsageError with the reason when the solver keeps something from before.
void check_repeatable(const Solver& solver);

/// x_s from x_t alone: a published method of one step.
using OneStep = std::function<Rows(const Slice&, const Rows& x, const Interval&)>;

/// The solver of such a method.
inline Solver one_step(const Domain& domain, OneStep step) {
    Solver solver;
    solver.domain = domain;
    solver.memory = Memory::none;
    solver.begin = [step = std::move(step)](const Slice& slice) -> Step {
        return [&slice, step](Rows& x, const Interval& interval) { x = step(slice, x, interval); };
    };
    return solver;
}

}  // namespace drift::sampler
