// Samplers: from noise to data along a grid of times, or back, for any solver and any model.
#pragma once

#include <memory>

#include "core/parallel.hpp"
#include "core/tally.hpp"
#include "sampler/solver.hpp"
#include "sampler/start.hpp"

namespace drift::sampler {

/// The rows that came out, (n, d), or (n, (steps + 1) d) with paths, and the model evaluations they took,
/// summed over rows.
struct Samples {
    Rows rows;
    std::uint64_t evaluations;
};

/// UsageError when the solver is of diffusions and the model is of another base, coupling or path.
void check_model(const Solver& solver, const Model& model);

/// Makes rows of the endless stream of samples, in the model's units. The model outlives it.
struct Sampler {
    const Model& model;
    Solver solver;
    TimeGrid grid;  // of the model's schedule, for the solver
    std::shared_ptr<const Noise> noise;
    Start start = {};     // that of the model's base, as N(0, sigma^2), when empty
    bool paths = false;   // keep x at every time
    OnDone on_done = {};  // of a call: rows that are done, those on their way by their share of the steps

    /// Rows first .. first + n. labels: (n), or empty. A thread takes a slice of rows along the whole grid; a
    /// row's bits depend on its place in the stream alone. Diverged when a row is no longer finite,
    /// UsageError as check_model().
    Samples operator()(std::uint64_t first, std::size_t n, const Labels& labels, ThreadPool& pool) const;

    /// Numbers of a row that comes out: d, or (steps + 1) d with paths.
    std::size_t width() const { return model.dimension() * (paths ? grid.steps() + 1 : 1); }

    /// How many rows to ask for at once from row `first` on, so that memory stays bounded, all threads have
    /// work and slices are whole.
    std::size_t block_rows(const ThreadPool& pool, std::uint64_t first) const;
};

}  // namespace drift::sampler
