#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "distance.hpp"
#include "sampler/orders.hpp"

using namespace drift;

TEST_CASE("deterministic solvers have their orders, multistep ones from exact starting values") {
    check_orders({{"ddim", 0, 1},
                  {"euler", 0, 1},
                  {"sde:eta=0", 0, 1},
                  {"ddim-half", 0, 1},
                  {"heun", 0, 2},
                  {"midpoint", 0, 2},
                  {"edm", 0, 2},
                  {"rk4", 0, 4},
                  {"deis-1", 0, 1},
                  {"deis-2", 1, 2},
                  {"deis-3", 2, 3},
                  {"ipndm-1", 0, 1},
                  {"ipndm-2", 1, 2},
                  {"ipndm-4", 3, 2},
                  {"lms-1", 0, 1},
                  {"lms-2", 1, 2},
                  {"lms-3", 2, 3}});
}

// Not reached: ipndm-3 shows 1.75 and 1.85, lms-4 3.89 and 3.95, rising towards 2 and 4.
TEST_CASE("ipndm-3 shows its order from 160 steps on" * doctest::should_fail()) {
    check_orders({{"ipndm-3", 2, 2}});
}
TEST_CASE("lms-4 shows its order from 160 steps on" * doctest::should_fail()) {
    check_orders({{"lms-4", 3, 4}});
}

// Errors of an independent program on a mixture of four Gaussians, lambda from -3 to 3.
TEST_CASE("the errors on four Gaussians are the recorded ones") {
    const struct {
        std::string solver;
        std::size_t known;
        Real errors[4];  // in 10, 20, 40 and 320 steps
    } cases[] = {{"ddim", 0, {1.27e-1, 6.51e-2, 3.30e-2, 4.19e-3}},
                 {"deis-1", 0, {1.27e-1, 6.51e-2, 3.30e-2, 4.19e-3}},
                 {"edm", 0, {5.35e-2, 1.18e-2, 2.79e-3, 4.15e-5}},
                 {"deis-3", 2, {2.45e-3, 5.36e-4, 8.19e-5, 1.84e-7}},
                 {"lms-3", 2, {4.37e-2, 9.00e-3, 1.47e-3, 3.63e-6}},
                 {"lms-4", 3, {3.40e-2, 5.35e-3, 5.39e-4, 2.02e-7}},
                 {"ipndm-4", 3, {1.53e-2, 3.44e-3, 8.46e-4, 1.31e-5}}};
    const Crossing crossing;
    for (const auto& [solver, known, errors] : cases)
        for (std::size_t i = 0; i < 4; ++i) {
            const std::size_t steps = std::vector<std::size_t>{10, 20, 40, 320}[i];
            const std::string tried_solver = solver;
            CAPTURE(tried_solver);
            CAPTURE(steps);
            const Real found = crossing.error_of(solver, steps, known);
            CAPTURE(found);
            CHECK(to_three_digits(found, errors[i]));
        }
}

TEST_CASE("started by their own lower orders the multistep solvers end at the recorded points") {
    const Crossing crossing;
    CHECK(distance(crossing.reached("deis-3", 10), rows({{1.372448496, -0.456231968}})) < 1e-9);
    CHECK(distance(crossing.reached("lms-4", 10), rows({{1.338885670, -0.443982667}})) < 1e-9);
    CHECK(distance(crossing.reached("ipndm-4", 10), rows({{1.386572952, -0.462112504}})) < 1e-9);
}

// Fu, Wang (2026), arXiv:2605.22586, section 5, on data N(1, 0.5^2): (x - alpha m) / sqrt(alpha^2 s^2 +
// sigma^2) stays.
TEST_CASE("the reference run of tutorial B has its errors to all printed digits") {
    const struct {
        std::string solver;
        std::size_t evaluations;  // --steps counts them for singlestep solvers
        Real errors[4];           // in 10, 20, 40 and 80 steps
        Real order;               // in 160 and 320
    } cases[] = {
        {"euler", 1, {6.58e-2, 3.27e-2, 1.61e-2, 7.96e-3}, 1.01},
        {"heun", 1, {1.86e-2, 3.98e-3, 8.90e-4, 2.08e-4}, 2.03},
        {"ddim", 1, {1.80e-1, 9.56e-2, 4.92e-2, 2.50e-2}, 0.99},
        {"dpm-1", 1, {1.80e-1, 9.56e-2, 4.92e-2, 2.50e-2}, 0.99},
        {"dpm-2", 2, {5.64e-2, 1.31e-2, 3.16e-3, 7.74e-4}, 2.01},
        {"dpm:order=3,method=singlestep-fixed,predict=eps", 3, {1.62e-3, 1.57e-4, 1.66e-5, 1.88e-6}, 3.04},
        {"dpm++2s", 2, {3.96e-2, 1.11e-2, 2.91e-3, 7.43e-4}, 1.99},
        {"dpm++2m:final=full", 1, {2.77e-2, 1.10e-2, 2.97e-3, 7.54e-4}, 2.00}};
    const MixtureModel model(gaussian(1, 0.5), schedule_of("vp-linear"));
    const auto placed = [&](Real t) {
        const Scales at = model.schedule().at(t);
        return std::pair{at.alpha, std::hypot(0.5 * at.alpha, at.sigma)};
    };
    const auto [alpha, spread] = placed(1);
    const auto [alpha_end, spread_end] = placed(1e-3);
    const Real exact = alpha_end + spread_end * (1.7 - alpha) / spread;
    CHECK(std::abs(exact - 1.846812573254823) < 1e-14);
    for (const auto& [name, evaluations, errors, order] : cases) {
        const auto solver = make_solver(name, model.schedule());
        const auto error = [&, each = evaluations](std::size_t steps) {
            const Vector times = sampling_times("logsnr", *solver, model.schedule(), 1, 1e-3, steps * each);
            return std::abs(run(model, *solver, times, rows({{1.7}})).rows(0) - exact);
        };
        const std::string tried_name = name;
        CAPTURE(tried_name);
        for (std::size_t i = 0; i < 4; ++i) {
            const Real found = error(std::size_t{10} << i);
            CAPTURE(found);
            CHECK(to_digits(found, errors[i], 3));
        }
        CHECK(std::abs(std::log2(error(160) / error(320)) - order) < 0.0051);
    }
}

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
            const Vector times = make_grid(grid, model.schedule(), 1, 0, std::size_t{10} << i);
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
