#include "sampler/one_step_model.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "core/random.hpp"
#include "distance.hpp"
#include "path/prediction.hpp"
#include "sampler/grids.hpp"
#include "solver/ddim.hpp"
#include "solver/ddim_half.hpp"
#include "solver/ddpm.hpp"
#include "solver/solvers.hpp"

using namespace drift::all;

namespace {

std::string refused(const std::string& solver, const Vector& times, Real step) {
    try {
        const auto schedule = make_schedule("ve");
        const TimeGrid grid(times, *schedule, make_solver(solver, *schedule), step);
        return "";
    } catch (const UsageError& error) {
        return error.what();
    }
}

Vector upwards(Vector times) {
    std::reverse(times.begin(), times.end());
    return times;
}

Vector uniform(Real from, Real to, std::size_t steps) {
    return grids().make("time").times(*make_schedule("ve"), from, to, single_intervals(steps));
}

}  // namespace

// x0_hat = x + (t/dt)(f - x) loses t/dt of a rounding error of f, and the step takes dt/t of it back.
TEST_CASE("along its own steps the x0 read off f gives Pseudocode 2 and 3: f itself, and parts of the way") {
    const auto schedule = make_schedule("ve:sigma_q=3");
    const Rows x = Random(1, "x").normal_rows(0, 50, 3), f = x + 0.1 * Random(1, "f").normal_rows(0, 50, 3);
    for (const std::size_t steps : {1, 4, 50, 1000})
        for (std::size_t k = 1; k <= steps; k += 1 + steps / 9) {
            const Real dt = 1 / static_cast<Real>(steps), time = static_cast<Real>(k) * dt;
            const Scales t = schedule->at(time), s = schedule->at(static_cast<Real>(k - 1) * dt);
            const ToX0 back = to_x0({Prediction::previous, dt}, t);
            const Rows x0 = back.of_x * x + back.of_y * f;
            CHECK(distance(ddpm_mean(x, x0, t, s), f) < 1e-12);
            const Real part = std::sqrt(t.t) / (std::sqrt(t.t) + std::sqrt(s.t));
            const Rows along = x + part * (f - x), half = 0.5 * (x + f);
            CHECK(distance(ddim(x, x0, t, s), along) < 1e-12);
            CHECK(distance(ddim_half(x, x0, t, s), half) < 1e-12);
        }
}

TEST_CASE("ddpm and ddim take the model's own steps, all of them and from noise to data") {
    for (const std::string solver : {"ddpm", "ddim", "ddim:eta=0.5", "ddim-half"}) {
        CAPTURE(solver);
        CHECK(refused(solver, uniform(1, 0, 20), 0.05).empty());
        CHECK(refused(solver, uniform(1, 0, 7), 0).empty());  // a model of all times
        for (const Vector& times :
             {uniform(1, 0, 19), uniform(1, 0.05, 19), uniform(0.95, 0, 20),
              grids().make("quadratic").times(*make_schedule("ve"), 1, 0, single_intervals(20))})
            CHECK(refused(solver, times, 0.05).find("take 20 steps on grid time") != std::string::npos);
        CHECK(refused(solver, upwards(uniform(1, 0.05, 19)), 0.05).find("encode with another solver") !=
              std::string::npos);
    }
}

TEST_CASE("other solvers ask a model of steps at t >= dt only") {
    for (const std::string solver : {"heun", "euler", "dpm++2m", "unipc-2", "edm"}) {
        CAPTURE(solver);
        CHECK(refused(solver, uniform(1, 0.05, 33), 0.05).empty());
        CHECK(refused(solver, upwards(uniform(1, 0.05, 33)), 0.05).empty());
        CHECK(refused(solver, uniform(1, 0.001, 20), 0.05).find("set t-min 0.05") != std::string::npos);
        const Real end = solver == "unipc-2" ? 0.001 : 0;  // which cannot end at 0 itself
        CHECK(refused(solver, uniform(1, end, 30), 0.05).find("found t = 0.0") != std::string::npos);
    }
    CHECK(refused("euler", uniform(1, 0, 20), 0.05).empty());  // its last step is the denoiser, at t = 0.05
    CHECK(!refused("dopri5", uniform(1, 0, 20), 0.05).empty());
}

TEST_CASE(
    "unless told, a model of steps is sampled in its steps, others in the solver's, of 50 evaluations at "
    "most") {
    const auto schedule = make_schedule("ve");
    CHECK(default_steps(make_solver("ddpm", *schedule), 0.05) == 20);
    CHECK(default_steps(make_solver("heun", *schedule), 0.05) == 25);
    CHECK(default_steps(make_solver("unipc-3", *schedule), 0.05) == make_solver("unipc-3", *schedule).steps);
    CHECK(default_steps(make_solver("ddpm", *schedule), 0) == 50);
}
