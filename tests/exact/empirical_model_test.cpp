#include "exact/empirical_model.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "core/error.hpp"
#include "distance.hpp"
#include "exact/examples.hpp"
#include "exact/mixture_model.hpp"

using namespace drift::all;

namespace {

Rows denoised(const Model& model, const Rows& x, Real t, const Labels& labels = {}) {
    return (*model.denoiser(row_count(x), labels))(x, Vector({row_count(x)}, t));
}

Vector same_time(const Rows& x, Real t) { return Vector({row_count(x)}, t); }

// The definition, in long double.
Rows by_definition(const Rows& points, const Rows& x, const Scales& at, Vector& log_density) {
    const std::size_t n = row_count(points), d = dimension(points);
    Rows mean = zeros(row_count(x), d);
    log_density = Vector({row_count(x)}, 0.0);
    for (std::size_t r = 0; r < row_count(x); ++r) {
        std::vector<long double> square(n, 0);
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < d; ++j) {
                const long double difference = x(r, j) - static_cast<long double>(at.alpha) * points(i, j);
                square[i] += difference * difference;
            }
        const long double least = *std::min_element(square.begin(), square.end()),
                          variance = at.sigma * at.sigma;
        long double total = 0;
        std::vector<long double> sum(d, 0);
        for (std::size_t i = 0; i < n; ++i) {
            const long double weight = std::exp((least - square[i]) / (2 * variance));
            total += weight;
            for (std::size_t j = 0; j < d; ++j) sum[j] += weight * points(i, j);
        }
        for (std::size_t j = 0; j < d; ++j) mean(r, j) = static_cast<Real>(sum[j] / total);
        log_density(r) =
            static_cast<Real>(std::log(total / n) - least / (2 * variance) -
                              0.5L * d * std::log(2 * std::numbers::pi_v<long double> * variance));
    }
    return mean;
}

}  // namespace

// Rounding: n weights, each wrong by (d + 4) 2^-53 relative to its exponent's size
// q / (2 sigma^2) < 10^3 here.
TEST_CASE(
    "the denoiser of points is its definition, for clouds and for long rows, in single and double "
    "precision") {
    const auto schedule = schedule_of("vp-linear");
    for (const std::size_t d :
         {std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{7}, std::size_t{40}, std::size_t{784}})
        for (const Real scale : {1.0, 1.0000000001}) {  // the latter does not fit a float
            const Rows points = scale * Random(0, "points").normal_rows(0, 700, d);
            const EmpiricalModel model(points, {}, {d}, schedule);
            for (const Real t : {0.02, 0.3, 0.6, 1.0}) {
                CAPTURE(d);
                CAPTURE(t);
                const Scales at = schedule->at(t);
                Vector density;
                const Rows z = Random(1, "x").normal_rows(0, 9, d);
                const Rows x = at.alpha * row_range(points, 100, 9) + at.sigma * z;
                const Rows expected = by_definition(points, x, at, density);
                CHECK(distance(denoised(model, x, t), expected) < 2e-12);
                const Vector error = (model.log_density(x, same_time(x, t), {}) - density) / xt::abs(density);
                CHECK(distance(error, Vector({9}, 0.0)) < 1e-13);
            }
        }
}

TEST_CASE("points are a mixture of Gaussians without width, score and density included") {
    const auto schedule = schedule_of("linear");
    const Rows points = Random(0, "points").normal_rows(0, 50, 2), x = Random(1, "x").normal_rows(0, 20, 2);
    const EmpiricalModel model(points, {}, {2}, schedule);
    const MixtureModel mixture(isotropic(Vector({50}, 0.02), points, Vector({50}, 0.0)), schedule);
    for (const Real t : {0.05, 0.5, 1.0}) {
        const Vector times = same_time(x, t);
        CHECK(distance(denoised(model, x, t), denoised(mixture, x, t)) < 1e-12);
        CHECK(distance(model.score(x, times, {}), mixture.score(x, times, {})) < 1e-12 / (t * t));
        CHECK(distance(model.log_density(x, times, {}), mixture.log_density(x, times, {})) < 1e-11 / (t * t));
    }
}

TEST_CASE("the order of the points does not matter") {
    const auto schedule = schedule_of("ve");
    for (const std::size_t d : {std::size_t{2}, std::size_t{64}}) {
        const Rows points = Random(0, "points").normal_rows(0, 1000, d),
                   x = Random(1, "x").normal_rows(0, 40, d);
        const Rows reversed = xt::flip(points, 0);
        for (const Real t : {0.001, 0.1, 1.0})
            CHECK(distance(denoised(EmpiricalModel(points, {}, {d}, schedule), x, t),
                           denoised(EmpiricalModel(reversed, {}, {d}, schedule), x, t)) < 1e-12);
    }
}

TEST_CASE("a row asks for the points of its class, and its bits do not depend on its neighbours") {
    const auto schedule = schedule_of("vp-cosine");
    for (const std::size_t d : {std::size_t{2}, std::size_t{64}}) {
        const Rows points = Random(0, "points").normal_rows(0, 900, d),
                   x = Random(1, "x").normal_rows(0, 45, d);
        Labels classes(900), wanted(45);
        for (std::size_t i = 0; i < 900; ++i) classes[i] = i % 7 ? 0 : 2;
        for (std::size_t i = 0; i < 45; ++i) wanted[i] = i % 2 ? 0 : 2;
        const EmpiricalModel model(points, classes, {d}, schedule);
        CHECK(model.classes() == 3);
        const EmpiricalModel twos(xt::view(points, xt::range(0, 900, 7), xt::all()), {}, {d}, schedule);
        for (const Real t : {0.05, 0.5}) {
            const Rows together = denoised(model, x, t, wanted), all = denoised(model, x, t);
            for (std::size_t i = 0; i < 45; ++i) {
                const Rows row = row_range(x, i, 1);
                CHECK(distance(denoised(model, row, t, {wanted[i]}), row_range(together, i, 1)) == 0);
                CHECK(distance(denoised(model, row, t), row_range(all, i, 1)) == 0);
                if (wanted[i] == 2) CHECK(distance(denoised(twos, row, t), row_range(together, i, 1)) == 0);
            }
        }
        CHECK_THROWS_WITH_AS(denoised(model, row_range(x, 0, 1), 0.5, {1}), "no point has class 1", Error);
        CHECK_THROWS_WITH_AS(denoised(model, row_range(x, 0, 1), 0.5, {3}),
                             "no class 3: the model knows 0 to 2", Error);
    }
}

TEST_CASE("the denoiser of points stands without noise, without data and far away") {
    for (const std::size_t d : {std::size_t{2}, std::size_t{64}}) {
        const Rows points = Random(0, "points").normal_rows(0, 300, d);
        const EmpiricalModel model(points, {}, {d}, schedule_of("linear"));
        const Rows near = row_range(points, 7, 5) + 1e-3;
        CHECK(distance(denoised(model, near, 0), row_range(points, 7, 5)) == 0);
        CHECK(distance(denoised(model, near, 1e-30), row_range(points, 7, 5)) == 0);
        const Rows mean = xt::view(xt::mean(points, {0}), xt::newaxis(), xt::all());
        CHECK(distance(denoised(model, row_range(near, 0, 1), 1), mean) < 1e-14);  // alpha = 0
        for (const Real far : {1e10, 1e60}) {  // beyond single precision in the second case
            const Rows x0_hat = denoised(model, far * near, 0.5);
            for (std::size_t i = 0; i < 5; ++i) {
                bool is_point = false;
                for (std::size_t k = 0; k < 300; ++k)
                    is_point |= distance(row_range(points, k, 1), row_range(x0_hat, i, 1)) < 1e-9;
                CHECK((is_point || far > 1e15));  // at 1e60 all points are equally far in double
                CHECK(std::isfinite(x0_hat(i, 0)));
            }
        }
    }
}

TEST_CASE("an empirical model's draws are its points, each as often as the others, of the class asked for") {
    for (const std::size_t d : {std::size_t{2}, std::size_t{20}}) {
        Rows points = Random(0, "points").normal_rows(0, 10, d);
        Labels classes(10);
        for (std::size_t k = 0; k < 10; ++k) points(k, 0) = static_cast<Real>(k), classes[k] = k % 2 ? 1 : 0;
        const EmpiricalModel model(points, classes, {d}, schedule_of("ve"));
        CHECK(model.second_moment() == doctest::Approx(Real(xt::mean(points * points)())).epsilon(1e-14));
        const std::size_t n = 10000;
        const Rows x0 = model.draw(Random(0, "draws"), 0, n, {});
        std::vector<Real> times(10, 0);
        for (std::size_t i = 0; i < n; ++i) {
            const auto k = static_cast<std::size_t>(x0(i, 0));
            CHECK(distance(row_range(points, k, 1), row_range(x0, i, 1)) == 0);
            ++times[k];
        }
        for (const Real count : times) CHECK(std::abs(count - 1000) < 5 * std::sqrt(900.0));  // binomial
        const Rows odd = model.draw(Random(0, "draws"), 0, n, Labels(n, 1));
        for (std::size_t i = 0; i < n; ++i) CHECK(std::fmod(odd(i, 0), 2) == 1);
    }
}
