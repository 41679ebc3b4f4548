// Uniform grids, each in its own variable.
#include "sampler/grid.hpp"

#include <cmath>

#include "core/error.hpp"

namespace drift {
namespace {

// steps + 1 numbers from a to b, uniform.
Real between(Real a, Real b, std::size_t k, std::size_t steps) {
    return a + static_cast<Real>(k) / static_cast<Real>(steps) * (b - a);
}

}  // namespace

const Catalogue& grids() {
    static const Catalogue catalogue{"grid",
                                     {{"time", {}, "uniform in t"},
                                      {"quadratic", {}, "uniform in sqrt t"},
                                      {"logsnr", {}, "uniform in lambda = ln(alpha / sigma)"}}};
    return catalogue;
}

bool grid_needs_finite_lambda(const std::string& spec) { return Spec(spec, grids()).name() == "logsnr"; }

Vector make_grid(const std::string& spec, const Schedule& schedule, Real t_max, Real t_min,
                 std::size_t steps) {
    if (!(0 <= t_min && t_min < t_max && t_max <= 1))
        throw UsageError("times must satisfy 0 <= t-min < t-max <= 1, found t-min ", t_min, " and t-max ",
                         t_max);
    if (steps == 0) throw UsageError("a grid has 1 step at least, found 0");
    const std::string grid = Spec(spec, grids()).name();
    Vector times({steps + 1}, t_max);
    times(steps) = t_min;
    if (grid == "time") {
        for (std::size_t k = 1; k < steps; ++k) times(k) = between(t_max, t_min, k, steps);
    } else if (grid == "quadratic") {
        for (std::size_t k = 1; k < steps; ++k)
            times(k) = std::pow(between(std::sqrt(t_max), std::sqrt(t_min), k, steps), 2);
    } else {
        const Real from = schedule.at(t_max).lambda, to = schedule.at(t_min).lambda;
        if (!std::isfinite(from) || !std::isfinite(to))
            throw UsageError("grid logsnr needs a finite ln(alpha / sigma) at both ends: set ",
                             std::isfinite(from) ? "--t-min above 0" : "--t-max below 1");
        for (std::size_t k = 1; k < steps; ++k) times(k) = schedule.time(between(from, to, k, steps));
    }
    return times;
}

}  // namespace drift
