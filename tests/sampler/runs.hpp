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
    return run(model, make_solver(solver, model.schedule()), times, x, paths).rows;
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
    std::vector<Draw> impulses;
    for (std::size_t index = 0; index < draws; ++index)
        for (std::size_t k = 0; k + 1 < times.size(); ++k) impulses.push_back({Purpose::step, k, index});
    const Rows x =
        sample({model, chosen, times, Impulses(impulses), false}, 0, 2 + impulses.size(), {}, alone).rows;
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
