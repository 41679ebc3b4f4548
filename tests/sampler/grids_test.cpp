#include "sampler/grids.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "core/error.hpp"
#include "sampler/runs.hpp"

using namespace drift::all;

TEST_CASE("every grid descends from t-max to t-min, both met exactly") {
    const auto schedule = schedule_of("vp-linear");
    for (const std::string grid : {"time", "quadratic", "logsnr"})
        for (const std::size_t steps : {std::size_t{1}, std::size_t{7}, std::size_t{1000}}) {
            const Vector times = grid_times(grid, *schedule, 0.97, 0.001, steps);
            CHECK(times.size() == steps + 1);
            CHECK(times(0) == 0.97);
            CHECK(times(steps) == 0.001);
            for (std::size_t k = 0; k < steps; ++k) CHECK(times(k) > times(k + 1));
        }
}

TEST_CASE("the grids are uniform in t, in sqrt t and in lambda") {
    const auto schedule = schedule_of("vp-cosine");
    const Vector time = grid_times("time", *schedule, 1, 0, 49),
                 quadratic = grid_times("quadratic", *schedule, 1, 0, 49);
    const Vector logsnr = grid_times("logsnr", *schedule, 0.9946, 0.001, 49);
    const Real from = schedule->at(0.9946).lambda, to = schedule->at(0.001).lambda;
    for (std::size_t k = 0; k <= 49; ++k) {
        const Real part = static_cast<Real>(k) / 49;
        CHECK(std::abs(time(k) - (1 - part)) < 1e-15);
        CHECK(std::abs(std::sqrt(quadratic(k)) - (1 - part)) < 1e-15);
        CHECK(std::abs(schedule->at(logsnr(k)).lambda - (from + part * (to - from))) < 1e-9);
    }
}

TEST_CASE("a grid outside the schedule is refused, with what to do") {
    const auto schedule = schedule_of("linear");
    CHECK_THROWS_WITH_AS(
        grid_times("logsnr", *schedule, 1, 0.001, 5),
        "grid logsnr needs a finite ln(alpha / sigma) at both ends: set t-max to 0.99009901 or less",
        UsageError);
    CHECK_THROWS_WITH_AS(
        grid_times("logsnr", *schedule, 0.999, 0, 5),
        "grid logsnr needs a finite ln(alpha / sigma) at both ends: set t-min to 0.000999000999 or more",
        UsageError);
    CHECK_THROWS_AS(grid_times("time", *schedule, 0.5, 0.5, 5), UsageError);
    CHECK_THROWS_AS(grid_times("time", *schedule, 1.5, 0, 5), UsageError);
    CHECK_THROWS_AS(grid_times("time", *schedule, NAN, 0, 5), UsageError);
    CHECK_THROWS_AS(grid_times("time", *schedule, 1, 0, 0), UsageError);
    CHECK_THROWS_AS(grid_times("tiem", *schedule, 1, 0, 5), UsageError);
}
