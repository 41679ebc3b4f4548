#include <doctest/doctest.h>

#include <cmath>

#include "core/error.hpp"
#include "distance.hpp"
#include "exact/empirical_model.hpp"
#include "exact/examples.hpp"
#include "exact/mixture_model.hpp"
#include "sampler/runs.hpp"
#include "solver/solvers.hpp"

using namespace drift::all;

namespace {

// A model of the plane that breaks for rows of class 1.
class Broken final : public Model {
public:
    Broken() : Model({.schedule = schedule_of("ve"), .shape = {2}, .classes = 2}) {}

    std::unique_ptr<Denoiser> denoiser(std::size_t, const Labels& labels) const override {
        struct Breaking final : Denoiser {
            explicit Breaking(const Labels& of) : classes(of) {}
            std::uint64_t evaluations() const override { return calls; }
            Rows operator()(const Rows& x, const Vector& t) override {
                ++calls;
                Rows y = x;
                for (std::size_t i = 0; i < row_count(x); ++i)
                    if (t(0) < 0.5 && classes[i] == 1) y(i, 1) = INFINITY;
                return y;
            }
            Labels classes;
            std::uint64_t calls = 0;
        };
        return std::make_unique<Breaking>(labels);
    }
};

}  // namespace

TEST_CASE("samples are the same bytes for any number of threads and any shards") {
    const std::size_t n = 300;
    Labels labels(n), classes(500);
    for (std::size_t i = 0; i < n; ++i) labels[i] = static_cast<int>(i / 3 % 2);
    for (std::size_t i = 0; i < 500; ++i) classes[i] = static_cast<int>(i % 2);
    Mixture mixture = four_gaussians();
    mixture.labels = {0, 1, 0, 1};
    const auto schedule = schedule_of("vp-linear");
    const MixtureModel plane(mixture, schedule);
    const EmpiricalModel long_rows(Random(0, "points").normal_rows(0, 500, 40), classes, {40}, schedule);
    const auto noise = std::make_shared<RandomNoise>(7);
    for (const Model* model : {static_cast<const Model*>(&plane), static_cast<const Model*>(&long_rows)})
        for (const std::string name : {"ddim", "ddim:eta=0.5", "ddpm"}) {
            const Sampler sampler = sampler_of(*model, name, grid_times("time", *schedule, 1, 0, 6), noise);
            ThreadPool one(1), three(3);
            const Rows all = sampler(0, n, labels, one).rows;
            CHECK(distance(sampler(0, n, labels, three).rows, all) == 0);
            for (const std::size_t cut :
                 {std::size_t{1}, std::size_t{100}, std::size_t{128}, std::size_t{299}}) {
                const Labels head(labels.begin(), labels.begin() + static_cast<long>(cut));
                const Labels tail(labels.begin() + static_cast<long>(cut), labels.end());
                CHECK(distance(sampler(0, cut, head, three).rows, row_range(all, 0, cut)) == 0);
                CHECK(distance(sampler(cut, n - cut, tail, one).rows, row_range(all, cut, n - cut)) == 0);
            }
        }
}

TEST_CASE("a path begins at N(0, sigma^2), ends at the sample and takes one evaluation per step") {
    const MixtureModel model(four_gaussians(), schedule_of("ve:sigma_q=3"));
    const auto noise = std::make_shared<RandomNoise>(1);
    ThreadPool pool(2);
    const Vector times = grid_times("time", model.schedule(), 1, 0, 7);
    const Samples path = sampler_of(model, "ddpm", times, noise, true)(5, 130, {}, pool);
    const Samples end = sampler_of(model, "ddpm", times, noise)(5, 130, {}, pool);
    CHECK(path.rows.shape(1) == 16);
    CHECK(path.evaluations == 130 * 7);
    const Rows start = xt::view(path.rows, xt::all(), xt::range(0, 2)),
               last = xt::view(path.rows, xt::all(), xt::range(14, 16));
    const Rows expected = 3 * (*noise)(5, 130, 2, {Purpose::start});
    CHECK(distance(start, expected) == 0);
    CHECK(distance(last, end.rows) == 0);
}

TEST_CASE("a row that diverges stops the run, row, step and time named") {
    const Broken model;
    Labels classes(1000, 0);
    const auto noise = std::make_shared<RandomNoise>(0);
    ThreadPool pool(2);
    const Sampler sampler = sampler_of(model, "ddim", grid_times("time", model.schedule(), 1, 0, 10), noise);
    CHECK(sampler(1000, 1000, classes, pool).evaluations == 10000);
    classes[234] = 1;
    CHECK_THROWS_WITH_AS(sampler(1000, 1000, classes, pool),
                         "row 1234 is not finite after step 7 of 10, at t = 0.3", Diverged);
}

TEST_CASE("unknown solvers and settings out of range are refused") {
    const auto schedule = schedule_of("ve");
    CHECK_THROWS_WITH_AS(
        make_solver("dddim", *schedule),
        doctest::Contains("unknown solver 'dddim' (did you mean 'ddim'?); known: ddim, ddpm, "), UsageError);
    CHECK_THROWS_AS(make_solver("ddim:eta=1.5", *schedule), UsageError);
    CHECK_THROWS_AS(make_solver("ddpm:variance=medium", *schedule), UsageError);
}

TEST_CASE("a start keeps the rows it was given") {
    const MixtureModel model(four_gaussians(), schedule_of("vp-linear"));
    Sampler sampler = sampler_of(model, "ddim", {0.9, 0.5}, std::make_shared<NoNoise>());
    const Rows x = Random(0, "x").normal_rows(0, 200, 2);
    {
        Rows block = x;
        sampler.start = given_start(block, 5);
        block.fill(NAN);
    }
    ThreadPool pool(2);
    CHECK(distance(sampler(5, 200, {}, pool).rows, moved(model, "ddim", {0.9, 0.5}, x)) < 1e-14);
}

TEST_CASE("a wrapper of a solver changes one member and keeps the others") {
    const auto schedule = schedule_of("vp-linear");
    const Solver plain = make_solver("dpm-3", *schedule);
    Solver counted = plain;
    const auto steps = std::make_shared<std::size_t>(0);
    counted.begin = [begin = plain.begin, steps](const Slice& slice) -> Step {
        return [step = begin(slice), steps](Rows& x, const Interval& interval) {
            ++*steps;
            step(x, interval);
        };
    };
    CHECK(counted.spans(10) == plain.spans(10));
    CHECK(counted.domain.begin == Begin::finite_lambda);
    const MixtureModel model(four_gaussians(), schedule);
    const Vector times = grid_times("time", *schedule, 1, 1e-3, 9);
    const Rows x = rows({{1.3, -0.7}});
    CHECK(distance(run(model, counted, {times, *schedule, counted}, x).rows,
                   moved(model, "dpm-3", times, x)) == 0);
    CHECK(*steps == 9);
}
