#include "model/quantity.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "distance.hpp"
#include "exact/examples.hpp"
#include "exact/mixture_model.hpp"

using namespace drift::all;

namespace {

ThreadPool& pool() {
    static ThreadPool two(2);
    return two;
}

// N(mean, std^2) of one dimension, on a schedule.
MixtureModel gaussian_model(Real mean, Real std, const std::string& schedule) {
    return {gaussian(mean, std), schedule_of(schedule)};
}

}  // namespace

// x_t ~ N(alpha m, alpha^2 s^2 + sigma^2): Nakkiran et al. (2024), arXiv:2406.08929, section 4; 200 points
// are two slices.
TEST_CASE(
    "of a Gaussian all quantities are known, and the velocity of the straight path points to the data") {
    const Real m = 0.5, s = 0.25, t = 0.3, alpha = 1 - t, sigma = t;
    const MixtureModel model = gaussian_model(m, s, "linear");
    const Rows x = Random(1, "points").normal_rows(0, 200, 1);
    const auto of = [&](const std::string& name) {
        return quantity(model, quantity_named(name), x, t, pool());
    };
    const Real variance = alpha * alpha * s * s + sigma * sigma;
    const Rows score = (alpha * m - x) / variance, x0 = (x + sigma * sigma * score) / alpha,
               eps = -sigma * score, velocity = (x0 - x) / t,
               logp = -0.5 * xt::square(x - alpha * m) / variance -
                      0.5 * std::log(2 * std::acos(-1.0) * variance);
    CHECK(distance(of("score"), score) < 1e-12);
    CHECK(distance(of("x0"), x0) < 1e-13);
    CHECK(distance(of("eps"), eps) < 1e-12);
    CHECK(distance(of("velocity"), velocity) < 1e-12);
    CHECK(distance(of("logp"), logp) < 1e-13);
}

// The score is grad log p_t: central differences of step h are off by h^2, here 1e-8 of third derivatives up
// to 1e2.
TEST_CASE("the score is the gradient of logp, and the velocity of ve is half its rate times the score") {
    const Real t = 0.3, h = 1e-4;
    const MixtureModel model{ring8(), schedule_of("ve:sigma_q=2")};
    const Rows x = 2.0 * Random(1, "points").normal_rows(0, 50, 2);
    const auto of = [&](Quantity what, const Rows& points) {
        return quantity(model, what, points, t, pool());
    };
    const Rows score = of(Quantity::score, x);
    for (std::size_t j = 0; j < 2; ++j) {
        Rows up = x, down = x;
        for (std::size_t i = 0; i < 50; ++i) up(i, j) += h, down(i, j) -= h;
        const Rows slope = (of(Quantity::logp, up) - of(Quantity::logp, down)) / (2 * h);
        for (std::size_t i = 0; i < 50; ++i) CHECK(slope(i, 0) == doctest::Approx(score(i, j)).epsilon(1e-5));
    }
    CHECK(distance(of(Quantity::velocity, x), 2.0 * score) < 1e-11);  // (sigma_q^2 / 2) score
}

TEST_CASE("quantities are in the units of the data, whatever the model's are") {
    // y = (x - 1) / 4.
    ModelFacts facts = gaussian_model(0.5, 0.5, "vp-cosine").facts();
    facts.standardization = {{1.0}, 4.0F};
    struct Scaled final : Model {
        Scaled(ModelFacts own, const MixtureModel& like) : Model(std::move(own)), of(like) {}
        std::unique_ptr<Denoiser> denoiser(std::size_t n, const Labels& labels) const override {
            return of.denoiser(n, labels);
        }
        const NoisedLaw* law() const override { return of.law(); }
        const MixtureModel& of;
    };
    const MixtureModel inside = gaussian_model(0.5, 0.5, "vp-cosine");
    const Scaled model(facts, inside);
    const Rows y = Random(1, "points").normal_rows(0, 20, 1), x = 1.0 + 4.0 * y;
    const Real t = 0.4;
    const auto of = [&](const Model& which, Quantity what, const Rows& at) {
        return quantity(which, what, at, t, pool());
    };
    CHECK(distance(of(model, Quantity::x0, x), 1.0 + 4.0 * of(inside, Quantity::x0, y)) < 1e-13);
    CHECK(distance(of(model, Quantity::eps, x), of(inside, Quantity::eps, y)) < 1e-13);
    CHECK(distance(of(model, Quantity::score, x), of(inside, Quantity::score, y) / 4.0) < 1e-13);
    CHECK(distance(of(model, Quantity::velocity, x), 4.0 * of(inside, Quantity::velocity, y)) < 1e-13);
    CHECK(distance(of(model, Quantity::logp, x), of(inside, Quantity::logp, y) - std::log(4.0)) < 1e-13);
}

TEST_CASE("what a model does not know, or has no bound, is refused") {
    const MixtureModel model = gaussian_model(0, 1, "linear");
    ModelFacts facts = model.facts();
    facts.departure = "base annulus";
    struct Other final : Model {
        using Model::Model;
        std::unique_ptr<Denoiser> denoiser(std::size_t, const Labels&) const override { return nullptr; }
    };
    const Other other(facts);
    for (const std::string name : {"score", "eps", "logp"})
        CHECK_THROWS_AS(quantity(other, quantity_named(name), zeros(1, 1), 0.5, pool()), UsageError);
    CHECK_THROWS_AS(quantity(model, Quantity::velocity, zeros(1, 1), 0, pool()), Error);
    CHECK_THROWS_AS(quantity_named("speed"), UsageError);
}
