// Runs of samplers with noise that is known.
#pragma once

#include <cmath>
#include <vector>

#include "core/array.hpp"
#include "core/error.hpp"
#include "exact/examples.hpp"
#include "exact/mixture_model.hpp"
#include "sampler/grid.hpp"
#include "solver/solvers.hpp"

namespace drift::all {

/// Noise for rows of one number: row 0 has none, row 1 a unit impulse at the start, row 2 + k + draw steps
/// one in that draw of step k. A sampler that is affine in its noise has mean and variance of its output in
/// these responses.
class Impulses final : public Noise {
public:
    explicit Impulses(std::size_t steps) : steps_(steps) {}
    Rows operator()(std::uint64_t first, std::size_t n, std::size_t d, Purpose purpose,
                    std::size_t step) const override {
        const std::size_t draws = std::size_t{1} << 20, k = step % draws, draw = step / draws;
        const std::size_t row = purpose == Purpose::start ? 1 : 2 + k + draw * steps_;
        Rows z = zeros(n, d);
        for (std::size_t i = 0; i < n; ++i) z(i, 0) = first + i == row;
        return z;
    }

private:
    std::size_t steps_;
};

/// Starts at given points, then draws nothing.
class Given final : public Noise {
public:
    Given(Rows start, Real sigma) : start_(start / sigma) {}
    Rows operator()(std::uint64_t first, std::size_t n, std::size_t d, Purpose purpose,
                    std::size_t) const override {
        return purpose == Purpose::start ? row_range(start_, first, n) : zeros(n, d);
    }

private:
    Rows start_;
};

/// The reference set's eight Gaussians on a circle.
inline MixtureModel ring8(const std::string& schedule) {
    const Rows weights = reference("problem/ring8.weights"), stds = reference("problem/ring8.stds");
    return {isotropic(xt::flatten(weights), reference("problem/ring8.means"), xt::flatten(stds)),
            schedule_of(schedule)};
}

/// Points x at times(0), moved to the last time by a solver that was made.
inline Samples run(const Model& model, const Solver& solver, const Vector& times, const Rows& x,
                   bool paths = false) {
    const Given noise(x, model.schedule().at(times(0)).sigma);
    ThreadPool alone(1);
    return sample({model, solver, times, noise, paths}, 0, row_count(x), {}, alone);
}

/// The same by name.
inline Rows moved(const Model& model, const std::string& solver, const Vector& times, const Rows& x,
                  bool paths = false) {
    return run(model, *make_solver(solver, model.schedule()), times, x, paths).rows;
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
    const auto chosen = make_solver(solver, model.schedule());
    const std::size_t steps = times.size() - 1, impulses = steps * draws;
    const Rows x = sample({model, *chosen, times, Impulses(steps), false}, 0, 2 + impulses, {}, alone).rows;
    Response response{x(0, 0), x(1, 0) - x(0, 0), {}};
    for (std::size_t k = 0; k < impulses; ++k) response.steps.push_back(x(2 + k, 0) - x(0, 0));
    return response;
}

/// True when a number agrees with a printed one to all of its digits.
inline bool to_digits(Real found, Real printed, int digits) {
    const Real unit = std::pow(10.0, std::floor(std::log10(printed)) + 1 - digits);
    return std::abs(found - printed) < 0.501 * unit;
}

}  // namespace drift::all
