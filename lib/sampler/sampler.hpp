// Samplers: from noise to data along a grid of times, for any solver and any model.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/parallel.hpp"
#include "core/spec.hpp"
#include "model/denoiser.hpp"
#include "sampler/noise.hpp"
#include "sampler/start.hpp"

namespace drift::sampler {

/// What a solver sees of one slice of rows on its way from the first time to the last.
struct Journey {
    const Schedule& schedule;
    const Vector& times;  // (steps + 1), decreasing
    Denoiser& denoise;
    const Noise& noise;
    std::uint64_t first;  // the place of the slice's first row in the endless stream

    /// E[x0 | x_t] of all rows at one time.
    Rows x0_hat(const Rows& x, Real t) const { return denoise(x, Vector({x.shape(0)}, t)); }

    /// The standard normals of step k, shaped as x; a step may have several draws.
    Rows normals(const Rows& x, std::size_t k, std::size_t draw = 0) const {
        return noise(first, x.shape(0), x.shape(1), Purpose::step, k + draw * (std::size_t{1} << 20));
    }
};

/// A solver on one slice; it may remember earlier steps, choose times in between, or control its steps row by
/// row.
class Stepper {
public:
    virtual ~Stepper() = default;

    /// x at times(k) becomes x at times(k + 1); called for k = 0, 1, ... in order.
    virtual void step(Rows& x, std::size_t k) = 0;
};

/// A published sampler with its settings. Safe to share.
class Solver {
public:
    virtual ~Solver() = default;

    /// Begins a slice. The journey outlives the stepper.
    virtual std::unique_ptr<Stepper> begin(const Journey& journey) const = 0;

    /// The intervals of the grid that each of its steps goes over when --steps asks for `steps`: one each,
    /// unless it evaluates the model at times of the grid within a step. Their sum is the length of the grid.
    virtual std::vector<std::size_t> spans(std::size_t steps) const {
        return std::vector<std::size_t>(steps, 1);
    }

    /// The evaluations at earlier times that a full step uses. It begins with lower orders, so that as many
    /// points must be known exactly before it shows its own.
    virtual std::size_t past() const { return 0; }

    /// The same without the lower orders of its last steps; null when it has none.
    virtual std::unique_ptr<const Solver> full_order() const { return nullptr; }

    /// False when its last step is the denoiser itself, so that it can end at t = 0 and start where alpha =
    /// 0.
    virtual bool needs_finite_lambda() const { return false; }

    /// True when its last step may end at sigma = 0, whatever it needs elsewhere.
    virtual bool ends_at_data() const { return !needs_finite_lambda(); }

    /// True when it cannot start where alpha = 0.
    virtual bool divides_by_alpha() const { return needs_finite_lambda(); }

    /// True when it stops at t = 0.001 unless told: its last step is not the denoiser itself.
    virtual bool stops_early() const { return needs_finite_lambda(); }

    /// True when on ve its step over dt is all that a model of E[x_(t-dt) | x_t] says
    /// (sampler/trained_step.hpp).
    virtual bool takes_trained_step() const { return false; }
};

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
