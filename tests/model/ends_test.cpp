#include "model/ends.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "exact/examples.hpp"
#include "exact/mixture_model.hpp"
#include "sampler/grids.hpp"
#include "solver/solvers.hpp"

using namespace drift::all;

namespace {

ModelFacts facts_of(const std::string& schedule, Real size) {
    return {.schedule = std::shared_ptr<const Schedule>(make_schedule(schedule)),
            .shape = {2},
            .second_moment = size * size,
            .spread = size};
}

Real ratio(const Scales& at) { return at.sigma / at.alpha; }

}  // namespace

TEST_CASE("runs begin and end at the same levels of noise on every schedule, in units of the data") {
    for (const std::string& name : schedules().names())
        for (const Real size : {0.1, 1.0, 20.0}) {
            CAPTURE(name);
            CAPTURE(size);
            const ModelFacts facts = facts_of(name, size);
            const Schedule& schedule = *facts.schedule;
            const Real least = std::max(1e-3 * size, ratio(schedule.at(0))),
                       most = std::min(100 * size, ratio(schedule.at(1)));
            CHECK(ratio(schedule.at(end_time(facts))) == doctest::Approx(least).epsilon(1e-9));
            CHECK(ratio(schedule.at(start_time(facts))) == doctest::Approx(most).epsilon(1e-9));
        }
}

TEST_CASE("a point has its length for its size, and models of steps end at their first answer") {
    ModelFacts facts = facts_of("ve:sigma_q=1", 2);
    facts.spread = 0;
    CHECK(end_time(facts) == doctest::Approx(4e-6).epsilon(1e-12));
    facts.second_moment = 0;
    CHECK(end_time(facts) == doctest::Approx(1e-6).epsilon(1e-12));
    CHECK(start_time(facts) == 1);
    facts.one_step = 0.02;
    CHECK(end_time(facts) == 0.02);
}

TEST_CASE(
    "the default grid of K steps goes to the end level in K - 1 and to 0 in one, where the solver can") {
    for (const std::string& name : schedules().names())
        for (const std::string solver :
             {"unipc-3", "dpm++2m", "lms-4", "edm", "rk4", "deis-3", "dpm-3", "dopri5"}) {
            CAPTURE(name);
            CAPTURE(solver);
            const ModelFacts facts = facts_of(name, 1);
            const Solver taken = make_solver(solver, *facts.schedule);
            for (const std::string grid : {"logsnr", "sigma"}) {
                const TimeGrid times =
                    make_time_grid(grids().make(grid), {.t_max = {}, .t_min = {}, .steps = 12}, facts, taken);
                CHECK(times.steps() == 12);
                const bool to_0 = taken.domain.end == End::any && ratio(facts.schedule->at(0)) == 0;
                CHECK((times.last().sigma == 0) == to_0);
                const Scales& level = to_0 ? times.scales()[11] : times.last();
                CHECK(level.t == end_time(facts));
                const TimeGrid told = make_time_grid(grids().make(grid),
                                                     {.t_max = {}, .t_min = 0.25, .steps = 12}, facts, taken);
                CHECK(told.steps() == 12);
                CHECK(told.last().t == 0.25);
            }
        }
}

TEST_CASE("the spread of a model is about the mean of its data") {
    CHECK(MixtureModel(gaussian(3, 0.5), schedule_of("ve")).facts().spread ==
          doctest::Approx(0.5).epsilon(1e-15));
    const Real variance = MixtureModel(two_humps(), schedule_of("ve")).data().variance();
    CHECK(variance == doctest::Approx(0.5 * (4 + 0.25) + 0.5 * (4 + 1)).epsilon(1e-15));
}
