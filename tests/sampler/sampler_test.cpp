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

// A model of the plane that breaks for one row.
class Broken final : public Model {
public:
    explicit Broken(std::uint64_t row) : Model({.schedule = schedule_of("ve"), .shape = {2}}), row_(row) {}

    std::unique_ptr<Denoiser> denoiser(std::uint64_t first, std::size_t, const Labels&) const override {
        struct Breaking final : Denoiser {
            Breaking(std::uint64_t begin, std::uint64_t bad) : first(begin), row(bad) {}
            Rows operator()(const Rows& x, const Vector& t) override {
                Rows y = x;
                if (t(0) < 0.5 && row >= first && row < first + row_count(x)) y(row - first, 1) = INFINITY;
                return y;
            }
            std::uint64_t first, row;
        };
        return std::make_unique<Breaking>(first, row_);
    }

private:
    std::uint64_t row_;
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
    const RandomNoise noise(7);
    for (const Model* model : {static_cast<const Model*>(&plane), static_cast<const Model*>(&long_rows)})
        for (const std::string name : {"ddim", "ddim:eta=0.5", "ddpm"}) {
            const auto solver = make_solver(name, *schedule);
            const Sampling sampling{*model, *solver, make_grid("time", *schedule, 1, 0, 6), noise, false};
            ThreadPool one(1), three(3);
            const Rows all = sample(sampling, 0, n, labels, one).rows;
            CHECK(distance(sample(sampling, 0, n, labels, three).rows, all) == 0);
            for (const std::size_t cut :
                 {std::size_t{1}, std::size_t{100}, std::size_t{128}, std::size_t{299}}) {
                const Labels head(labels.begin(), labels.begin() + static_cast<long>(cut));
                const Labels tail(labels.begin() + static_cast<long>(cut), labels.end());
                CHECK(distance(sample(sampling, 0, cut, head, three).rows, row_range(all, 0, cut)) == 0);
                CHECK(distance(sample(sampling, cut, n - cut, tail, one).rows,
                               row_range(all, cut, n - cut)) == 0);
            }
        }
}

TEST_CASE("a path begins at N(0, sigma^2), ends at the sample and takes one evaluation a step") {
    const MixtureModel model(four_gaussians(), schedule_of("ve:sigma_q=3"));
    const RandomNoise noise(1);
    const auto solver = make_solver("ddpm", model.schedule());
    ThreadPool pool(2);
    const Vector times = make_grid("time", model.schedule(), 1, 0, 7);
    const Samples path = sample({model, *solver, times, noise, true}, 5, 130, {}, pool);
    const Samples end = sample({model, *solver, times, noise, false}, 5, 130, {}, pool);
    CHECK(path.rows.shape(1) == 16);
    CHECK(path.evaluations == 130 * 7);
    const Rows start = xt::view(path.rows, xt::all(), xt::range(0, 2)),
               last = xt::view(path.rows, xt::all(), xt::range(14, 16));
    const Rows expected = 3 * noise(5, 130, 2, Purpose::start, 0);
    CHECK(distance(start, expected) == 0);
    CHECK(distance(last, end.rows) == 0);
}

TEST_CASE("a row that diverges stops the run, row, step and time named") {
    const Broken model(1234);
    const auto solver = make_solver("ddim", model.schedule());
    const RandomNoise noise(0);
    ThreadPool pool(2);
    const Sampling sampling{model, *solver, make_grid("time", model.schedule(), 1, 0, 10), noise, false};
    CHECK_THROWS_WITH_AS(sample(sampling, 1000, 300, {}, pool),
                         "row 1234 is not finite after step 7 of 10, at t = 0.3", Diverged);
    CHECK(sample(sampling, 0, 1000, {}, pool).evaluations == 10000);
}

TEST_CASE("unknown solvers and settings out of range are refused") {
    const auto schedule = schedule_of("ve");
    CHECK_THROWS_WITH_AS(
        make_solver("dddim", *schedule),
        doctest::Contains("unknown solver 'dddim' (did you mean 'ddim'?); known: ddim, ddpm, "), UsageError);
    CHECK_THROWS_AS(make_solver("ddim:eta=1.5", *schedule), UsageError);
    CHECK_THROWS_AS(make_solver("ddpm:variance=medium", *schedule), UsageError);
}
