#include "exact/mixture_model.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

#include "core/error.hpp"
#include "distance.hpp"
#include "exact/examples.hpp"
#include "path/prediction.hpp"

using namespace drift::all;

namespace {

// |a - b| <= tolerance (1 + |b|): the reference set's bound, 1e-11 both absolute and relative.
Real relative_distance(const Rows& a, const Rows& b) {
    const Rows error = xt::abs(a - b) / (1 + xt::abs(b));
    return distance(error, zeros(row_count(b), dimension(b)));
}

Real denoised(const Model& model, Real x, Real t) { return (*model.denoiser(1, {}))(rows({{x}}), {t})(0); }

}  // namespace

TEST_CASE(
    "a mixture's denoiser, score, noise, v, velocity and density are the reference values on six schedules") {
    const Rows times = reference("denoiser/t");
    for (const std::string name :
         {"ve:sigma_q=1", "vp-linear", "vp-cosine", "sub-vp", "ve-geometric", "linear"}) {
        CAPTURE(name);
        const MixtureModel model(ring8(), schedule_of(name));
        const std::string file = "denoiser/ring8." + name.substr(0, name.find(':')) + ".";
        Rows x = reference(file + "x"), logp = reference(file + "logp");  // (5, 32, 2) and (5, 32) flat
        x.reshape({std::size_t{160}, std::size_t{2}});
        Vector t({160}, 0.0), density = xt::flatten(logp);
        for (std::size_t i = 0; i < 160; ++i) t(i) = times(i / 32, 0);
        const Rows x0 = (*model.denoiser(160, {}))(x, t);
        const auto agrees = [&](const std::string& what, const Rows& values) {
            CAPTURE(what);
            Rows expected = reference(file + what);
            expected.reshape({std::size_t{160}, std::size_t{2}});
            CHECK(relative_distance(values, expected) < 1e-11);
        };
        agrees("x0", x0);
        const Rows score = model.score(x, t, {});
        agrees("score", score);
        for (const Prediction kind : {Prediction::eps, Prediction::v, Prediction::velocity}) {
            Rows values = x0;
            for (std::size_t i = 0; i < 160; ++i) {
                const Scales at = model.schedule().at(t(i));
                const Target way = target(kind, at);
                for (std::size_t j = 0; j < 2; ++j)
                    values(i, j) = way.of_x0 * x0(i, j) - way.of_eps * at.sigma * score(i, j);
            }
            agrees(path::name(kind), values);
        }
        const Vector error = xt::abs(model.log_density(x, t, {}) - density) / (1 + xt::abs(density));
        CHECK(distance(error, Vector({160}, 0.0)) < 1e-11);
    }
}

// Nakkiran et al. (2024), arXiv:2406.08929, Claims 1 and 2: E[x_{t-dt} | x_t] = x + sigma_q^2 dt score = x +
// (dt/t) (D - x).
TEST_CASE("the mean of a reverse step is Tweedie's formula for every step length") {
    const MixtureModel model(two_humps(), schedule_of("ve:sigma_q=3"));
    const struct {
        Real t, dt, x, mean;
    } cases[] = {{0.5, 0.1, 1.3, 1.2196938439}, {0.3, 0.3, -0.4, -0.6182324255}, {1, 0.25, 4, 3.3949896656}};
    for (const auto& [t, dt, x, mean] : cases) {
        CHECK(x + 9 * dt * model.score(rows({{x}}), {t}, {})(0) == doctest::Approx(mean).epsilon(1e-10));
        CHECK(x + dt / t * (denoised(model, x, t) - x) == doctest::Approx(mean).epsilon(1e-10));
    }
}

TEST_CASE(
    "a Gaussian with any covariance has the linear denoiser m + alpha C (alpha^2 C + sigma^2)^-1 (x - alpha "
    "m)") {
    const Real c = std::cos(0.5), s = std::sin(0.5);
    const Rows u = rows({{c, -s}, {s, c}});
    const Mixture turned{{1.0}, rows({{1.0, -1.0}}), rows({{0.25, 4.0}}), {u}, {}};
    const auto schedule = schedule_of("vp-linear");
    const MixtureModel model(turned, schedule);
    const Rows x = rows({{1.7, -0.2}});
    const Scales at = schedule->at(0.3);
    const Real v00 = at.alpha * at.alpha * (c * c * 0.25 + s * s * 4) + at.sigma * at.sigma;
    const Real v11 = at.alpha * at.alpha * (s * s * 0.25 + c * c * 4) + at.sigma * at.sigma;
    const Real v01 = at.alpha * at.alpha * c * s * (0.25 - 4), determinant = v00 * v11 - v01 * v01;
    const Real y0 = 1.7 - at.alpha, y1 = -0.2 + at.alpha;
    const Real z0 = (v11 * y0 - v01 * y1) / determinant, z1 = (v00 * y1 - v01 * y0) / determinant;
    CHECK(distance(model.score(x, {0.3}, {}), rows({{-z0, -z1}})) < 1e-13);
    const Real c00 = c * c * 0.25 + s * s * 4, c11 = s * s * 0.25 + c * c * 4, c01 = c * s * (0.25 - 4);
    const Rows expected =
        rows({{1 + at.alpha * (c00 * z0 + c01 * z1), -1 + at.alpha * (c01 * z0 + c11 * z1)}});
    CHECK(distance((*model.denoiser(1, {}))(x, {0.3}), expected) < 1e-13);
    const Real density =
        -0.5 * (y0 * z0 + y1 * z1) - 0.5 * std::log(determinant) - std::log(2 * std::numbers::pi);
    CHECK(model.log_density(x, {0.3}, {})(0) == doctest::Approx(density).epsilon(1e-13));
}

TEST_CASE("the rows of one slice may ask for different classes at different times") {
    Mixture mixture = four_gaussians();
    mixture.labels = {0, 2, 0, 2};
    const auto schedule = schedule_of("vp-cosine");
    const MixtureModel model(mixture, schedule);
    CHECK(model.classes() == 3);
    const Rows x = Random(1, "x").normal_rows(0, 37, 2);
    Labels labels(37);
    Vector t({37}, 0.0);
    for (std::size_t i = 0; i < 37; ++i)
        labels[i] = i % 3 ? 2 : 0, t(i) = 0.1 + 0.02 * static_cast<Real>(i / 5);
    const Rows together = (*model.denoiser(37, labels))(x, t);
    for (std::size_t i = 0; i < 37; ++i) {
        const MixtureModel part(only_class(mixture, labels[i]), schedule);
        const Rows alone = (*part.denoiser(1, {}))(row_range(x, i, 1), {t(i)});
        CHECK(alone(0) == together(i, 0));
        CHECK(alone(1) == together(i, 1));
    }
    CHECK_THROWS_WITH_AS(model.denoiser(1, {1}), "no component of the mixture has class 1", Error);
    CHECK_THROWS_WITH_AS(model.denoiser(1, {3}), "no class 3: the model knows 0 to 2", Error);
    CHECK_THROWS_AS(MixtureModel(four_gaussians(), schedule).denoiser(1, {0}), Error);
}

// Far away the nearest tail wins: the broad hump's, whose denoiser is linear.
// Without noise x0 is known: x0 = x.
TEST_CASE("a mixture's denoiser stands far off the data and without noise") {
    const MixtureModel model(two_humps(), schedule_of("ve"));
    const Real far = 1e8, v = 1 + 9 * 0.25;
    CHECK(denoised(model, far, 0.25) == doctest::Approx(2 + (far - 2) / v).epsilon(1e-12));
    CHECK(denoised(model, 1.25, 0) == doctest::Approx(1.25).epsilon(1e-15));
    CHECK(denoised(model, 1.25, 1e-12) == doctest::Approx(1.25).epsilon(1e-9));
    const MixtureModel points(isotropic({0.5, 0.5}, rows({{-1.0}, {1.0}}), {0.0, 0.0}), schedule_of("ve"));
    for (const Real t : {0.0, 1e-300, 1e-20}) CHECK(denoised(points, 0.3, t) == 1.0);
    CHECK(denoised(points, -1e10, 0.5) == -1.0);
    CHECK(denoised(points, 0, 1) == 0.0);
    const MixtureModel pure(two_humps(), schedule_of("linear"));  // alpha = 0: the mean of the data
    CHECK(denoised(pure, 17, 1) == doctest::Approx(0).epsilon(1e-15));
}

// Each coordinate's square has mean `power` and a variance below 3 power^2 (its fourth moment, for any
// mixture of centred Gaussians of one class more still): 5 sigma of the mean of n d of them is within 5
// sqrt(3 / n) power.
TEST_CASE("a mixture's draws have the power it states, and those of a class are its component's") {
    Mixture mixture = four_gaussians();
    mixture.labels = {0, 1, 1, 2};
    const MixtureModel model(mixture, schedule_of("ve"));
    const std::size_t n = 20000;
    const Rows x0 = model.draw(Random(0, "draws"), 0, n, {});
    const Real power = Real(xt::sum(x0 * x0)()) / static_cast<Real>(2 * n);
    CHECK(std::abs(power / model.second_moment() - 1) < 5 * std::sqrt(3.0 / static_cast<Real>(n)));

    Labels labels(n);
    for (std::size_t i = 0; i < n; ++i) labels[i] = i % 2 ? 2 : 0;
    const Rows drawn = model.draw(Random(0, "draws"), 0, n, labels);
    for (const int label : {0, 2}) {
        const MixtureModel part(only_class(mixture, label), schedule_of("ve"));
        const Rows alone = part.draw(Random(0, "draws"), 0, n, {});
        for (std::size_t i = 0; i < n; ++i)
            if (labels[i] == label) CHECK_EQ(alone(i, 1), drawn(i, 1));
    }
}
