#include "path/prediction.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "core/error.hpp"

using namespace drift;

namespace {

const std::vector<Prediction> kinds{Prediction::x0, Prediction::eps, Prediction::v, Prediction::score,
                                    Prediction::velocity};

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

TEST_CASE("predictions have names, and a misspelt one is refused") {
    for (const Prediction kind : kinds) CHECK(make_prediction(name(kind)) == kind);
    CHECK_THROWS_WITH_AS(make_prediction("scor"), doctest::Contains("did you mean 'score'"), UsageError);
}
