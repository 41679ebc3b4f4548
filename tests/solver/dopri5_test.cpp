#include <doctest/doctest.h>

#include <cmath>

#include "core/error.hpp"
#include "distance.hpp"
#include "sampler/runs.hpp"
#include "solver/solvers.hpp"

using namespace drift::all;

namespace {

// The flow stands still, and above 1.5 it cannot be followed below t = 0.5: there x0_hat is no number.
class Rough final : public Model {
public:
    Rough() : Model({.schedule = schedule_of("linear"), .shape = {1}}) {}

    std::unique_ptr<Denoiser> denoiser(std::size_t, const Labels&) const override {
        struct Steep final : Denoiser {
            std::uint64_t evaluations() const override { return 0; }
            Rows operator()(const Rows& x, const Vector& t) override {
                Rows y = x;
                for (std::size_t i = 0; i < row_count(x); ++i)
                    if (x(i, 0) > 1.5 && t(i) < 0.5) y(i, 0) = NAN;
                return y;
            }
        };
        return std::make_unique<Steep>();
    }
};

}  // namespace

TEST_CASE("dopri5's error falls with its tolerance") {
    const MixtureModel model = ring8("vp-linear");
    const Rows start = reference("start/ring8.z"), exact = reference("ref/ring8.vp-linear");
    Real before = 1;
    for (const Real tolerance : {1e-4, 1e-6, 1e-8, 1e-10}) {
        const std::string solver = concat("dopri5:rtol=", tolerance, ",atol=", tolerance);
        const Real error = distance(moved(model, solver, {1, 1e-3}, start), exact);
        CAPTURE(error);
        CHECK(error < 1000 * tolerance);
        CHECK(error < before / 10);
        before = error;
    }
}

TEST_CASE("a row of dopri5 has the same bits alone and beside others") {
    const MixtureModel model = ring8("vp-linear");
    const Rows start = reference("start/ring8.z");
    const Vector times = grid_times("time", model.schedule(), 1, 1e-3, 5);
    const Rows all = moved(model, "dopri5", times, start);
    for (const std::size_t i : {std::size_t{0}, std::size_t{17}, std::size_t{63}})
        CHECK(distance(moved(model, "dopri5", times, row_range(start, i, 1)), row_range(all, i, 1)) == 0);
}

TEST_CASE("dopri5 goes up to noise as it goes down to data") {
    const MixtureModel model = ring8("vp-linear");
    const Rows start = reference("start/ring8.z"), end = reference("ref/ring8.vp-linear");
    const Rows up = encoded(model, "dopri5:rtol=1e-12,atol=1e-13", {1e-3, 0.3, 1}, end);
    CHECK(distance(up, start) < 1e-8);
}

TEST_CASE("dopri5 says which row it cannot follow, and refuses to end at sigma = 0") {
    const Rough model;
    Rows start = zeros(20, 1);
    start.fill(1);
    start(7, 0) = 2;
    CHECK_THROWS_WITH_AS(moved(model, "dopri5", {1, 0.25}, start),
                         doctest::Contains("row 7 needs steps below"), Diverged);
    CHECK(row_count(moved(model, "dopri5", {1, 0.5}, start)) == 20);
    CHECK_THROWS_WITH_AS(
        moved(ring8("ve"), "dopri5", {1, 0}, zeros(1, 2)),
        "the solver divides by sigma, which is 0 at t = 0: set t-min to 1.11111111e-07 or more", UsageError);
    CHECK_THROWS_AS(make_solver("dopri5:rtol=0", model.schedule()), UsageError);
}

TEST_CASE("on grid sigma dopri5 ends at the last sigma, and edm takes one step more, to 0") {
    for (const std::string name : {"vp-linear", "edm", "ve:sigma_q=100"}) {
        CAPTURE(name);
        const MixtureModel model = ring8(name);
        const Solver solver = make_solver("dopri5", model.schedule()),
                     edm = make_solver("edm", model.schedule());
        const TimeGrid grid = time_grid("sigma:min=0.002", solver, model.schedule(), {}, {}, 20);
        CHECK(std::abs(grid.last().sigma / grid.last().alpha / 0.002 - 1) < 1e-9);
        const Samples found = run(model, solver, grid, reference("start/ring8.z") * grid.first().sigma);
        CHECK(row_count(found.rows) == 64);
        const TimeGrid to_0 = time_grid("sigma:min=0.002", edm, model.schedule(), {}, {}, 20);
        CHECK(to_0.last().t == 0);
        CHECK(std::abs(to_0.scales()[19].sigma / to_0.scales()[19].alpha / 0.002 - 1) < 1e-9);
    }
}
