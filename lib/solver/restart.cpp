// Restart: Heun's steps in r = sigma / alpha over the grid, and once r_min, the r of the grid nearest to min, is
// reached, `times` times, with y = x / alpha,
//     y <- y + sqrt(max^2 - r_min^2) noise z,
// and Heun's steps from max back to r_min over points uniform in r^(1/7), max and r_min among them. Order 2
// between the restarts, 2 evaluations per step and 2 (points - 1) per restart.
// Xu, Deng, Cheng, Tian, Liu, Jaakkola (2023), arXiv:2306.14878, Algorithm 1 with one stretch.
#include <cmath>

#include "core/error.hpp"
#include "path/transition.hpp"
#include "solver/edm.hpp"
#include "solver/solvers.hpp"

namespace drift::solver {
namespace {

struct Stretch {
    std::size_t points, times;
    Real min, max, noise;
};

Real ratio(const Scales& at) { return at.sigma / at.alpha; }

// The place in the grid, after its first time, whose sigma / alpha is nearest to r.
std::size_t nearest(const TimeGrid& grid, Real r) {
    const auto distance = [&](std::size_t k) { return std::abs(ratio(grid.scales()[k]) - r); };
    std::size_t best = 1;
    for (std::size_t k = 2; k <= grid.steps(); ++k)
        if (distance(k) < distance(best)) best = k;
    return best;
}

// From max to low.
std::vector<Scales> points(const Stretch& stretch, const Schedule& schedule, const Scales& low) {
    if (!(ratio(low) < stretch.max))
        throw UsageError("restart goes up to sigma / alpha = ", stretch.max, " from the grid's ", ratio(low),
                         ": set max above that, or take more steps");
    std::vector<Scales> points;
    const Real root = std::pow(stretch.max, 1. / 7), least = std::pow(ratio(low), 1. / 7);
    for (std::size_t k = 0; k + 1 < stretch.points; ++k) {
        const Real part = static_cast<Real>(k) / static_cast<Real>(stretch.points - 1);
        const Real r = std::pow(root + part * (least - root), 7);
        points.push_back(schedule.at(schedule.time(-std::log(k == 0 ? stretch.max : r))));
    }
    points.push_back(low);
    return points;
}

Solver restarts(const Stretch& stretch) {
    Solver solver;
    solver.domain = {.begin = Begin::alpha};
    solver.memory = Memory::none;
    solver.grid = "sigma", solver.steps = 18;
    solver.begin = [stretch](const Slice& slice) -> Step {
        const std::size_t lowest = nearest(slice.grid, stretch.min);
        const std::vector<Scales> path = points(stretch, slice.schedule, slice.grid.scales()[lowest]);
        return [&slice, stretch, lowest, path](Rows& x, const Interval& i) {
            x = heun_in_sigma(slice, x, i.t, i.s);
            for (std::size_t time = 0; i.k + 1 == lowest && time < stretch.times; ++time) {
                const Scales &high = path.front(), &low = path.back();
                x = high.alpha *
                    (x / low.alpha + added_to_ratio(low, high) * stretch.noise * slice.normals(x, i, time));
                for (std::size_t j = 0; j + 1 < path.size(); ++j)
                    x = heun_in_sigma(slice, x, path[j], path[j + 1]);
            }
        };
    };
    return solver;
}

}  // namespace

Registered<MakeSolver> restart() {
    return {{"restart",
             {{"points", "9", "of a restart's own grid, both ends counted"},
              {"times", "3", "restarts"},
              {"min", "0.5", "sigma / alpha at which they begin, to the nearest of the grid"},
              {"max", "2", "sigma / alpha to which they go back"},
              {"noise", "1", "standard deviation of what they add, 1 for an exact model"}},
             "order 2, 2 evaluations per step and times 2 (points - 1)",
             "Xu et al. (2023), arXiv:2306.14878"},
            [](const Spec& spec, const Schedule&) {
                return restarts({.points = spec.count("points", 2, 10'000),
                                 .times = spec.count("times", 0, 4000),
                                 .min = spec.number("min", 0, 1e12),
                                 .max = spec.number("max", 1e-12, 1e12),
                                 .noise = spec.number("noise", 0, 10)});
            }};
}

}  // namespace drift::solver
