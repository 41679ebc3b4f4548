// Samplers: from noise to data along a grid of times, for any solver and any model.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/parallel.hpp"
#include "core/spec.hpp"
#include "sampler/solver.hpp"
#include "sampler/start.hpp"

namespace drift::sampler {

/// A grid is one of this solver: it falls within [0, 1], has a finite lambda at its ends, or alpha > 0 at
/// its first, if that is needed, and the solver's steps fit it. UsageError that says what to do.
void check_times(const Vector& times, const Solver& solver, const Schedule& schedule);

/// The grid between the ends that are asked for, made for the solver's steps. Without them it goes from the
/// schedule's last time, with alpha > 0 when the solver or the grid needs that, to 0, or to 0.001 when one of
/// them stops early; grid `sigma` leads to 0 wherever the solver can end there.
Vector sampling_times(const std::string& grid, const Solver& solver, const Schedule& schedule,
                      std::optional<Real> t_max, std::optional<Real> t_min, std::size_t steps);

/// A sampling run: everything but the rows.
struct Sampling {
    const Model& model;
    const Solver& solver;
    Vector
        times;  // from sampling_times, or any that pass check_times; or such in reverse, from data to noise
    const Noise& noise;
    bool paths = false;  // keep x at every time
    Start start = {};    // N(0, sigma^2) at the first time when empty

    std::size_t width() const;  // numbers of a row that comes out: d, or (steps + 1) d with paths
};

/// The rows that came out, (n, d), or (n, (steps + 1) d) with paths, and the model evaluations they took,
/// summed over rows.
struct Samples {
    Rows rows;
    std::uint64_t evaluations;
};

/// How many rows to ask for at once from row `first` on, so that memory stays bounded, all threads have work
/// and slices are whole.
std::size_t block_rows(const Sampling& sampling, const ThreadPool& pool, std::uint64_t first);

/// Rows first .. first + n of the endless stream of samples. labels: (n), or empty. A thread takes a slice of
/// rows through its whole journey; a row's bits depend on its place in the stream alone. Diverged when a row
/// is no longer finite.
Samples sample(const Sampling& sampling, std::uint64_t first, std::size_t n, const Labels& labels,
               ThreadPool& pool);

}  // namespace drift::sampler
