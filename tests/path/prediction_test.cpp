#include "path/prediction.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "core/error.hpp"

using namespace drift::all;

namespace {

const std::vector<Prediction> kinds{Prediction::x0,    Prediction::eps,      Prediction::v,
                                    Prediction::score, Prediction::velocity, Prediction::edm};

Real value(const Target& of, Real x0, Real eps) { return of.of_x0 * x0 + of.of_eps * eps; }
Real value(const ToX0& of, Real x, Real y) { return of.of_x * x + of.of_y * y; }

}  // namespace

// The way back divides a rounding error of |x| + |sigma| by alpha: 1e-12 holds while alpha > 1e-3.
TEST_CASE("for every schedule and kind the x0 of the target is x0") {
    const Real x0 = 1.5, eps = -0.5;
    for (const std::string spec :
         {"ve", "vp-linear", "vp-cosine", "vp-discrete", "sub-vp", "ve-geometric", "edm", "linear"})
        for (const Real t : {1e-6, 1e-3, 0.1, 0.3, 0.5, 0.8, 0.99}) {
            const Scales at = make_schedule(spec)->at(t);
            const Real x = at.alpha * x0 + at.sigma * eps;
            for (const Prediction kind : kinds) {
                const auto [of_x0, of_eps] = target(kind, at);
                const auto [of_x, of_y] = to_x0(kind, at);
                CAPTURE(spec);
                CAPTURE(t);
                CAPTURE(name(kind));
                CHECK(std::abs(of_x * x + of_y * (of_x0 * x0 + of_eps * eps) - x0) < 1e-12);
            }
        }
}

TEST_CASE("without noise every prediction gives x / alpha") {
    for (const Prediction kind : kinds) {
        const auto [of_x, of_y] = to_x0(kind, make_schedule("ve")->at(0));
        CHECK(of_x + (kind == Prediction::x0 ? of_y : 0) == 1);
        CHECK((kind == Prediction::x0 || of_y == 0));
    }
}

TEST_CASE("at alpha = 0.6, sigma = 0.8, x0 = 1.5, eps = -0.5: x = 0.5, v = -1.5, score = 0.625") {
    Scales at{};
    at.alpha = 0.6, at.sigma = 0.8;
    const auto value = [&](Prediction kind) {
        return target(kind, at).of_x0 * 1.5 + target(kind, at).of_eps * -0.5;
    };
    CHECK(value(Prediction::v) == doctest::Approx(-1.5).epsilon(1e-15));
    CHECK(value(Prediction::score) == doctest::Approx(0.625).epsilon(1e-15));
    CHECK(to_x0(Prediction::v, at).of_x * 0.5 + to_x0(Prediction::v, at).of_y * -1.5 ==
          doctest::Approx(1.5).epsilon(1e-15));
}

TEST_CASE("the velocity of the linear path is eps - x0") {
    const Target u = target(Prediction::velocity, make_schedule("linear")->at(0.37));
    CHECK(u.of_x0 == -1);
    CHECK(u.of_eps == 1);
}

TEST_CASE("on variance preserving paths edm is -v, elsewhere -v / sqrt(alpha^2 + sigma^2)") {
    for (const std::string spec : {"vp-linear", "vp-cosine", "ve", "linear", "edm"}) {
        const Scales at = make_schedule(spec)->at(0.4);
        const Real r = spec[1] == 'p' ? 1 : std::hypot(at.alpha, at.sigma);
        const Target f = target(Prediction::edm, at), v = target(Prediction::v, at);
        CHECK(f.of_x0 == doctest::Approx(-v.of_x0 / r).epsilon(1e-14));
        CHECK(f.of_eps == doctest::Approx(-v.of_eps / r).epsilon(1e-14));
    }
}

// c_skip and c_out of Karras et al. (2022), arXiv:2206.00364, Table 1, for sigma / sigma_d = 4, scaled to
// sigma_d = 1.
TEST_CASE("edm is preconditioned as its authors print it") {
    const Scales at = make_schedule("edm:sigma_max=4")->at(1);
    const ToX0 back = to_x0(Prediction::edm, at);
    CHECK(std::abs(back.of_x - 0.0588235294) < 5e-11);
    CHECK(std::abs(back.of_y - 2 * 0.4850712501) < 1e-10);
}

TEST_CASE("for every t >= dt the x0 of previous' target is x0") {
    for (const Real dt : {0.02, 0.1, 1.0 / 3})
        for (const Real part : {0.0, 1e-3, 0.3, 0.99, 1.0}) {
            const Scales at = make_schedule("ve")->at(dt + part);
            const Prediction previous{Prediction::previous, dt};
            CHECK(std::abs(value(to_x0(previous, at), 1.5 - 0.5 * at.sigma,
                                 value(target(previous, at), 1.5, -0.5)) -
                           1.5) < 1e-12);
        }
    const Scales early = make_schedule("ve")->at(0.019);
    CHECK_THROWS_WITH_AS(to_x0({Prediction::previous, 0.02}, early), doctest::Contains("t-min = 0.02"),
                         UsageError);
}

TEST_CASE("previous lives on ve, and its step is one of a whole number") {
    CHECK_NOTHROW(check_path({Prediction::previous, 0.02}, *make_schedule("ve")));
    CHECK_NOTHROW(check_path(Prediction::v, *make_schedule("edm")));
    CHECK_THROWS_WITH_AS(check_path({Prediction::previous, 0.02}, *make_schedule("edm")),
                         doctest::Contains("on schedule ve alone, found 'edm'"), UsageError);
    CHECK(make_prediction("previous:dt=0.333333").dt == 1.0 / 3);
    CHECK(name(make_prediction("previous:dt=0.05")) == "previous:dt=0.05");
    CHECK_THROWS_WITH_AS(make_prediction("previous:dt=0.03"), doctest::Contains("near it: 0.0303030303"),
                         UsageError);
    CHECK_THROWS_AS(make_prediction("previous:dt=0"), UsageError);
}

TEST_CASE("predictions have names, and a misspelt one is refused") {
    for (const Prediction kind : kinds) CHECK(make_prediction(name(kind)) == kind);
    for (const Real steps : {1.0, 3.0, 7.0, 50.0, 1000.0}) {
        const Prediction previous{Prediction::previous, 1 / steps};
        CHECK(make_prediction(name(previous)) == previous);
    }
    for (const std::string& kind : predictions().names())
        CHECK(make_prediction(kind) == make_prediction(name(make_prediction(kind))));
    CHECK_THROWS_WITH_AS(make_prediction("scor"), doctest::Contains("did you mean 'score'"), UsageError);
}
