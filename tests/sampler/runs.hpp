// Runs of samplers with noise that is known.
#pragma once

#include <vector>

#include "core/array.hpp"
#include "sampler/grid.hpp"
#include "sampler/sampler.hpp"

namespace drift {

/// Noise for rows of one number: row 0 has none, row 1 a unit impulse at the start, row 2 + k one in step k.
/// A sampler that is affine in its noise has mean and variance of its output in these responses.
class Impulses final : public Noise {
public:
    Rows operator()(std::uint64_t first, std::size_t n, std::size_t d, Purpose purpose,
                    std::size_t step) const override {
        Rows z = zeros(n, d);
        for (std::size_t i = 0; i < n; ++i) z(i, 0) = first + i == (purpose == Purpose::start ? 1 : 2 + step);
        return z;
    }
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

/// Points x at times(0), moved to the last time.
inline Rows moved(const Model& model, const std::string& solver, const Vector& times, const Rows& x,
                  bool paths = false) {
    const Given noise(x, model.schedule().at(times(0)).sigma);
    Team alone(1);
    const auto chosen = make_solver(solver, model.schedule());
    return sample({model, *chosen, times, noise, paths}, 0, row_count(x), {}, alone).rows;
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

inline Response response(const Model& model, const std::string& solver, const Vector& times) {
    Team alone(1);
    const auto chosen = make_solver(solver, model.schedule());
    const std::size_t steps = times.size() - 1;
    const Rows x = sample({model, *chosen, times, Impulses(), false}, 0, 2 + steps, {}, alone).rows;
    Response response{x(0, 0), x(1, 0) - x(0, 0), {}};
    for (std::size_t k = 0; k < steps; ++k) response.steps.push_back(x(2 + k, 0) - x(0, 0));
    return response;
}

}  // namespace drift
