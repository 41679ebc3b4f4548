#include <doctest/doctest.h>

#include "core/error.hpp"
#include "sampler/runs.hpp"

using namespace drift::all;

namespace {

// The steps of a chain of 1000, counted from 0, that a grid of DDIM goes to.
std::vector<long> timesteps(const std::string& grid, std::size_t steps) {
    const auto schedule = schedule_of("vp-discrete");
    const TimeGrid times = time_grid(grid, make_solver("ddim", *schedule), *schedule, {}, {}, steps);
    CHECK(times.last().t == 0);
    std::vector<long> all;
    for (std::size_t k = 0; k < steps; ++k) {
        const Real step = times.scales()[k].t * 1000;
        CHECK(std::abs(step - std::round(step)) < 1e-9);
        all.push_back(std::lround(step) - 1);
    }
    return all;
}

}  // namespace

// Lin, Liu, Li, Yang (2023), arXiv:2305.08891, table 2, which counts from 1; for 7 steps as diffusers 0.30 computes
// them, halves rounded to the even number.
TEST_CASE("leading, linspace and trailing take the steps that diffusers takes") {
    CHECK(timesteps("leading", 10) == std::vector<long>{900, 800, 700, 600, 500, 400, 300, 200, 100, 0});
    CHECK(timesteps("linspace", 10) == std::vector<long>{999, 888, 777, 666, 555, 444, 333, 222, 111, 0});
    CHECK(timesteps("trailing", 10) == std::vector<long>{999, 899, 799, 699, 599, 499, 399, 299, 199, 99});
    CHECK(timesteps("leading", 7) == std::vector<long>{852, 710, 568, 426, 284, 142, 0});
    CHECK(timesteps("linspace", 7) == std::vector<long>{999, 832, 666, 500, 333, 166, 0});
    CHECK(timesteps("trailing", 7) == std::vector<long>{999, 856, 713, 570, 428, 285, 142});
    CHECK(timesteps("leading:offset=1", 4) == std::vector<long>{751, 501, 251, 1});
    CHECK(timesteps("linspace", 1) == std::vector<long>{0});
    CHECK(timesteps("trailing", 1) == std::vector<long>{999});
    for (const char* grid : {"leading", "linspace", "trailing"}) {
        const std::vector<long> all = timesteps(grid, 1000);
        for (long k = 0; k < 1000; ++k) CHECK(all[static_cast<std::size_t>(k)] == 999 - k);
    }
}

TEST_CASE("a solver that cannot end at 0 ends below the last step of the chain") {
    const auto schedule = schedule_of("vp-discrete");
    const Solver solver = make_solver("dpm-2", *schedule);
    const Real quiet = schedule->nearest_time(1e-3);
    CHECK(quiet < 0.0005);  // half the chain's first step
    for (const char* spacing : {"trailing", "leading"})
        CHECK(time_grid(spacing, solver, *schedule, {}, {}, 10).last().t == quiet);
}

TEST_CASE("a spacing that the chain has no steps for is refused, with what to do") {
    const auto schedule = schedule_of("vp-discrete:n=50");
    const Solver solver = make_solver("ddim", *schedule);
    const auto grid = [&](const std::string& name, std::size_t steps, std::optional<Real> t_max = {},
                          std::optional<Real> t_min = {}) {
        return time_grid(name, solver, *schedule, t_max, t_min, steps);
    };
    CHECK_THROWS_WITH_AS(grid("trailing", 51), doctest::Contains("take 50 at most"), UsageError);
    CHECK_THROWS_WITH_AS(grid("leading:n=1000", 5), doctest::Contains("chain has 50 steps"), UsageError);
    CHECK_THROWS_WITH_AS(grid("leading:offset=40", 5), doctest::Contains("beyond the chain"), UsageError);
    CHECK_THROWS_WITH_AS(grid("trailing", 5, 0.9), doctest::Contains("leave out t-max"), UsageError);
    CHECK_THROWS_WITH_AS(grid("leading", 5, {}, 0.5), doctest::Contains("set t-min below"), UsageError);
    CHECK(grid("trailing", 5).first().t == 1);
    const auto ended = schedule_of("vp-discrete:zero_snr=yes");
    CHECK_THROWS_WITH_AS(time_grid("trailing", make_solver("dpm++2m", *ended), *ended, {}, {}, 5),
                         doctest::Contains("take grid leading"), UsageError);
    CHECK(time_grid("leading", make_solver("dpm++2m", *ended), *ended, {}, {}, 5).first().alpha > 0);
}
