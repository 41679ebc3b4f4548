#include "metric/exact_path.hpp"

#include <cmath>

#include "solver/solvers.hpp"

namespace drift::metric {
namespace {

// Steps as the solver does; after the first `known` of them x is replaced by the exact path (n, times d).
Solver on_path(Solver solver, const Rows& path, std::size_t known) {
    solver.begin = [begin = solver.begin, &path, known](const Slice& slice) -> Step {
        return [&slice, &path, known, step = begin(slice)](Rows& x, const Interval& interval) {
            step(x, interval);
            const std::size_t d = dimension(x), k = interval.k;
            if (k < known)
                x = xt::view(row_range(path, slice.first, row_count(x)), xt::all(),
                             xt::range((k + 1) * d, (k + 2) * d));
        };
    };
    return solver;
}

}  // namespace

Rows exact_path(const Model& model, const Vector& times, const Rows& x, ThreadPool& pool) {
    const Solver reference = make_solver("dopri5:rtol=1e-13,atol=1e-14", model.schedule());
    const Sampler sampler{.model = model,
                          .solver = reference,
                          .grid = {times, model.schedule(), reference, model.one_step()},
                          .noise = std::make_shared<NoNoise>(),
                          .start = given_start(x, 0),
                          .paths = true};
    return sampler(0, row_count(x), {}, pool).rows;
}

Samples from_exact_values(const Model& model, const Solver& solver, const TimeGrid& grid, const Rows& x,
                          ThreadPool& pool) {
    const std::size_t known = std::min(solver.history, grid.steps());
    Vector times({known + 1}, 0.0);
    for (std::size_t k = 0; k <= known; ++k) times(k) = grid.scales()[k].t;
    const Rows path = known ? exact_path(model, times, x, pool) : x;
    const Sampler sampler{.model = model,
                          .solver = on_path(solver, path, known),
                          .grid = grid,
                          .noise = std::make_shared<NoNoise>(),
                          .start = given_start(x, 0)};
    return sampler(0, row_count(x), {}, pool);
}

Real distance_of_rows(const Rows& x, const Rows& y) {
    Real sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i) sum += std::pow(x.data()[i] - y.data()[i], 2);
    return std::sqrt(sum / static_cast<Real>(row_count(x)));
}

}  // namespace drift::metric
