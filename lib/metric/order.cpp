#include "metric/order.hpp"

#include <cmath>
#include <functional>
#include <limits>

#include "core/error.hpp"
#include "metric/exact_path.hpp"
#include "metric/exact_variance.hpp"
#include "sampler/grids.hpp"

namespace drift::metric {
namespace {

struct Measured {
    Real error, evaluations;
};

Rows starts(const ExactModel& model, const OrderSettings& settings, const Scales& first) {
    if (settings.starts) return *settings.starts;
    const auto noise = std::make_shared<RandomNoise>(settings.seed);
    return exact_start(model, settings.seed, noise, first)(0, settings.rows, {});
}

Real relative_error(const Variances& variance) {
    Real sum = 0;
    for (std::size_t j = 0; j < variance.exact.size(); ++j) {
        if (variance.exact(j) == 0)
            throw UsageError("the data have no variance at the last time: set t-min above 0");
        sum += std::pow(variance.reached(j) / variance.exact(j) - 1, 2);
    }
    return std::sqrt(sum / static_cast<Real>(variance.exact.size()));
}

using Measure = std::function<Measured(const TimeGrid&)>;

// By the distance of the rows' end points from those of the flow.
Measure strong(const Model& model, const Solver& solver, const Rows& x, const TimeGrid& finest,
               ThreadPool& pool) {
    const std::size_t d = dimension(x);
    if (finest.last().sigma == 0)
        throw UsageError("the exact flow divides by sigma, which is 0 at t = ", finest.last().t,
                         ": set t-min above it");
    const Rows path = exact_path(model, Vector{finest.first().t, finest.last().t}, x, pool),
               end = xt::view(path, xt::all(), xt::range(d, 2 * d));
    return [&, end](const TimeGrid& grid) {
        const Samples found = from_exact_values(model, solver, grid, x, pool);
        return Measured{distance_of_rows(found.rows, end),
                        static_cast<Real>(found.evaluations) / static_cast<Real>(row_count(x))};
    };
}

// By the variance of Gaussian data.
Measure weak(const ExactModel& model, const Solver& solver, ThreadPool& pool) {
    return [&, gaussian = std::make_shared<MixtureModel>(independent_gaussian(model))](const TimeGrid& grid) {
        const Variances variance =
            exact_variance(*gaussian, solver, grid, draws_of(*gaussian, solver, grid), pool);
        return Measured{relative_error(variance), variance.evaluations};
    };
}

void check(const OrderSettings& settings, const GridLaw& law) {
    if (law.given)
        throw UsageError(
            "the times of a file are one number of steps: choose grid time, quadratic, logsnr or sigma");
    if (settings.steps.empty()) throw UsageError("an order needs numbers of steps");
    for (std::size_t i = 0; i < settings.steps.size(); ++i)
        if (settings.steps[i] < 1 || (i > 0 && settings.steps[i] <= settings.steps[i - 1]))
            throw UsageError("numbers of steps rise from 1, found ", settings.steps[i], " at place ", i + 1);
}

}  // namespace

Orders observed_orders(const ExactModel& model, const OrderSettings& settings, ThreadPool& pool) {
    const Solver& solver = settings.solver;
    const GridLaw law = settings.grid ? *settings.grid : grids().make(solver.grid);
    check(settings, law);
    const auto grid = [&](std::size_t steps) {
        return make_time_grid(law,
                              {.t_max = settings.t_max,
                               .t_min = settings.t_min,
                               .steps = steps * solver.stages,
                               .keeps_noise = true},
                              model.facts(), solver);
    };
    const TimeGrid finest = grid(settings.steps.back());
    const bool draws = !draws_of(model, solver, finest).empty();
    const Rows x = draws ? zeros(0, model.dimension()) : starts(model, settings, finest.first());
    const Measure measure = draws ? weak(model, solver, pool) : strong(model, solver, x, finest, pool);

    Orders orders{{}, row_count(x)};
    Real order = std::numeric_limits<Real>::quiet_NaN();
    for (const std::size_t steps : settings.steps) {
        const Measured now = measure(grid(steps));
        if (!orders.lines.empty()) {
            const OrderLine& before = orders.lines.back();
            order = std::log(before.error / now.error) /
                    std::log(static_cast<Real>(steps) / static_cast<Real>(before.steps));
        }
        orders.lines.push_back({steps, now.evaluations, now.error, order});
    }
    return orders;
}

}  // namespace drift::metric
