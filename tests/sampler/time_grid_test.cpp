#include "sampler/time_grid.hpp"

#include <doctest/doctest.h>

#include "core/error.hpp"
#include "sampler/runs.hpp"

using namespace drift::all;

TEST_CASE("a grid knows its direction, its intervals and the way back") {
    const auto schedule = schedule_of("linear");
    const Solver solver = make_solver("heun", *schedule);
    const TimeGrid down({1, 0.5, 0.125}, *schedule, solver);
    CHECK(down.towards_data());
    CHECK(down.steps() == 2);
    CHECK(down[0].t.t == 1);
    CHECK(down[0].s.t == 0.5);
    CHECK(down[1].s.sigma == 0.125);
    CHECK(!down[0].last());
    CHECK(down[1].last());
    const TimeGrid up = down.reversed();
    CHECK(!up.towards_data());
    CHECK(up[0].t.t == 0.125);
    CHECK(up[1].s.t == 1);
    CHECK(up.reversed().first().t == 1);
}

TEST_CASE("times that are no grid of the solver are refused in either direction") {
    const auto schedule = schedule_of("vp-linear");
    const auto refused = [&](const std::string& solver, const Vector& times) {
        try {
            const TimeGrid grid(times, *schedule, make_solver(solver, *schedule));
            return std::string();
        } catch (const UsageError& error) {
            return std::string(error.what());
        }
    };
    CHECK(refused("heun", {0.5}).starts_with("a grid has 2 times at least"));
    CHECK(refused("heun", {1.5, 0.5}).starts_with("a grid's times lie between 0 and 1, found 1.5"));
    CHECK(refused("heun", {1, 0.5, 0.5}).starts_with("a grid's times fall from noise to data"));
    CHECK(refused("heun", {0.1, 0.7, 0.5, 1}).starts_with("a grid's times fall from noise to data"));
    CHECK(refused("dopri5", {1, 0}).find("set t-min to ") != std::string::npos);
    CHECK(refused("unipc:predict=eps", {1, 0}).find("set t-min to ") != std::string::npos);
    CHECK(refused("dpm:order=2,method=singlestep-fixed", {1, 0.5, 0.2, 0.1})
              .ends_with("the solver's steps go over 2 intervals of a grid, found 3: give 3 times"));
    CHECK(refused("heun", {0, 0.5}).starts_with("at t = 0 there is no noise yet to go on from"));
    const TimeGrid to_zero({1, 0}, *schedule, make_solver("heun", *schedule));
    CHECK_THROWS_AS(to_zero.reversed(), UsageError);
}
