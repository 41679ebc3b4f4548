// The order of a solver, observed on a model whose flow and marginals are exact.
#pragma once

#include <optional>
#include <vector>

#include "exact/exact_model.hpp"
#include "sampler/grids.hpp"
#include "sampler/sampler.hpp"
#include "solver/solvers.hpp"

namespace drift::metric {

struct OrderSettings {
    Solver solver;                     // at its full order to the end: solver/solvers.hpp
    std::optional<GridLaw> grid;       // what the solver is good on when not said
    std::optional<Real> t_max, t_min;  // as sample has them, with noise at the end, when not said
    std::vector<std::size_t> steps{20, 40, 80, 160};  // rising; of the method, whatever a step costs
    std::optional<Rows> starts;  // x at the first time, (n, d); else drawn from its exact law
    std::uint64_t rows = 64, seed = 0;
};

/// One number of steps: model evaluations a row, the error, and the order since the number before, NaN for
/// the first:  log(error / error before) / log(steps before / steps).
struct OrderLine {
    std::size_t steps;
    Real evaluations, error, order;
};

struct Orders {
    std::vector<OrderLine> lines;
    std::size_t rows;  // of which the error is an average; 0 when it is exact
};

/// A solver without noise: the root of the mean square distance of its end points from those of the
/// probability flow, a multistep method from exact starting values. One that draws noise, on Gaussian data:
/// its weak error |variance - exact| / exact, the root of the mean square over coordinates, started by its
/// own lower orders.
Orders observed_orders(const ExactModel& model, const OrderSettings& settings, ThreadPool& pool);

}  // namespace drift::metric
