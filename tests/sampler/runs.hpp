// Runs of samplers with noise that is known.
#pragma once

#include <cmath>
#include <vector>

#include "core/array.hpp"
#include "core/error.hpp"
#include "exact/examples.hpp"
#include "exact/mixture_model.hpp"
#include "sampler/grids.hpp"
#include "sampler/sampler.hpp"
#include "solver/solvers.hpp"

namespace drift::all {

/// Starts at given points, then draws nothing.
class Given final : public Noise {
public:
    Given(Rows start, Real sigma) : start_(start / sigma) {}
    Rows operator()(std::uint64_t first, std::size_t n, std::size_t d, Draw draw) const override {
        return draw.purpose == Purpose::start ? row_range(start_, first, n) : zeros(n, d);
    }

private:
    Rows start_;
};

/// Of the reference set's eight Gaussians on a circle.
inline MixtureModel ring8(const std::string& schedule) { return {ring8(), schedule_of(schedule)}; }

/// The times of a grid between two ends.
inline Vector grid_times(const std::string& grid, const Schedule& schedule, Real t_max, Real t_min,
                         std::size_t steps) {
    return grids().make(grid).times(schedule, t_max, t_min, single_intervals(steps));
}

/// A grid for a solver; what is not asked for follows from the solver.
inline TimeGrid time_grid(const std::string& grid, const Solver& solver, const Schedule& schedule,
                          std::optional<Real> t_max, std::optional<Real> t_min, std::size_t steps) {
    const ModelFacts facts{.schedule = std::shared_ptr<const Schedule>(make_schedule(schedule.spec())),
                           .shape = {2}};
    return make_time_grid(grids().make(grid), {.t_max = t_max, .t_min = t_min, .steps = steps}, facts,
                          solver);
}

/// A sampler along given times.
inline Sampler sampler_of(const Model& model, const Solver& solver, const Vector& times,
                          std::shared_ptr<const Noise> noise, bool paths = false) {
    return {.model = model,
            .solver = solver,
            .grid = {times, model.schedule(), solver},
            .noise = std::move(noise),
            .paths = paths};
}

/// The same by name.
inline Sampler sampler_of(const Model& model, const std::string& solver, const Vector& times,
                          std::shared_ptr<const Noise> noise, bool paths = false) {
    return sampler_of(model, make_solver(solver, model.schedule()), times, std::move(noise), paths);
}

/// Points x at the first time, moved to the last.
inline Samples run(const Model& model, const Solver& solver, const TimeGrid& grid, const Rows& x,
                   bool paths = false) {
    ThreadPool alone(1);
    const Sampler sampler{.model = model,
                          .solver = solver,
                          .grid = grid,
                          .noise = std::make_shared<Given>(x, grid.first().sigma),
                          .paths = paths};
    return sampler(0, row_count(x), {}, alone);
}

inline Rows moved(const Model& model, const std::string& name, const Vector& times, const Rows& x,
                  bool paths = false) {
    const Solver solver = make_solver(name, model.schedule());
    return run(model, solver, {times, model.schedule(), solver}, x, paths).rows;
}

/// Points x at the first of times, taken up to noise.
inline Rows encoded(const Model& model, const std::string& name, const Vector& times, const Rows& x) {
    Sampler sampler = sampler_of(model, name, times, std::make_shared<NoNoise>());
    sampler.start = given_start(x, 0);
    ThreadPool alone(1);
    return sampler(0, row_count(x), {}, alone).rows;
}

/// x_0 = offset + start z + sum_k steps_k z_k, for data on the line with a linear denoiser.
struct Response {
    Real offset, start;
    std::vector<Real> steps;

    Real variance_of_steps() const {
        Real sum = 0;
        for (const Real step : steps) sum += step * step;
        return sum;
    }
};

inline Response response(const Model& model, const std::string& solver, const Vector& times,
                         std::size_t draws = 1) {
    ThreadPool alone(1);
    std::vector<Draw> impulses;
    for (std::size_t index = 0; index < draws; ++index)
        for (std::size_t k = 0; k + 1 < times.size(); ++k) impulses.push_back({Purpose::step, k, index});
    const Sampler sampler = sampler_of(model, solver, times, std::make_shared<Impulses>(impulses));
    const Rows x = sampler(0, 2 + impulses.size(), {}, alone).rows;
    Response response{x(0, 0), x(1, 0) - x(0, 0), {}};
    for (std::size_t k = 0; k < impulses.size(); ++k) response.steps.push_back(x(2 + k, 0) - x(0, 0));
    return response;
}

/// True when a number agrees with a printed one to all of its digits.
inline bool to_digits(Real found, Real printed, int digits) {
    const Real unit = std::pow(10.0, std::floor(std::log10(printed)) + 1 - digits);
    return std::abs(found - printed) < 0.501 * unit;
}

}  // namespace drift::all
