#include <doctest/doctest.h>

#include <cmath>

#include "sampler/runs.hpp"

using namespace drift::all;

// Nakkiran et al. (2024), arXiv:2406.08929, section 3.5: the last step, at t = 0, is Euler's.
TEST_CASE("on ve the last Euler step caps rk4 at order 2 in t, and a quadratic grid restores 4") {
    const struct {
        std::string grid, solver;
        Real errors[4];  // in 10, 20, 40 and 80 steps
    } cases[] = {{"time", "euler", {4.11e-2, 1.92e-2, 9.30e-3, 4.57e-3}},
                 {"time", "ddim-half", {4.11e-2, 1.92e-2, 9.30e-3, 4.57e-3}},
                 {"time", "heun", {4.80e-3, 1.16e-3, 3.52e-4, 9.76e-5}},
                 {"time", "rk4", {7.99e-3, 1.81e-3, 5.29e-4, 1.46e-4}},
                 {"quadratic", "euler", {3.31e-2, 1.63e-2, 8.08e-3, 4.02e-3}},
                 {"quadratic", "heun", {3.79e-3, 9.11e-4, 2.22e-4, 5.49e-5}},
                 {"quadratic", "rk4", {8.98e-5, 6.05e-6, 3.86e-7, 2.43e-8}}};
    const MixtureModel model(two_humps(), schedule_of("ve:sigma_q=3"));
    for (const auto& [grid, solver, errors] : cases)
        for (std::size_t i = 0; i < 4; ++i) {
            const Vector times = grid_times(grid, model.schedule(), 1, 0, std::size_t{10} << i);
            const Real found = std::abs(moved(model, solver, times, rows({{2.3}}))(0) - 1.8972597705);
            const std::string tried_grid = grid;
            CAPTURE(tried_grid);
            const std::string tried_solver = solver;
            CAPTURE(tried_solver);
            CAPTURE(found);
            CHECK(std::abs(found - errors[i]) <
                  0.0051 * std::pow(10, std::floor(std::log10(errors[i]))) + 1e-10);
        }
}
