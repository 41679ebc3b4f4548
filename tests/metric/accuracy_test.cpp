#include "metric/accuracy.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "model/examples.hpp"
#include "model/mixture.hpp"

using namespace drift;

// Classes N(-1, .25) and N(1, .25), equally likely: the class of x_t is its sign, right with probability
// Phi(alpha / sqrt(alpha^2 / 4 + sigma^2)).
TEST_CASE("the exact classifier is as often right as the normal distribution says, at every time") {
    Mixture mixture = isotropic({0.5, 0.5}, rows({{-1.0}, {1.0}}), {0.5, 0.5});
    mixture.labels = {0, 1};
    const MixtureModel model(mixture, schedule_of("vp-cosine"));
    Labels labels;
    const Rows x0 = draw(mixture, Random(1, "set"), 0, 20000, &labels);
    Team team(2), alone(1);
    const auto exact = [&](std::size_t) { return exact_classifier(model); };
    const std::vector<Real> times = {0.0, 0.3, 0.7, 1.0};
    const Accuracy found = accuracy(model.schedule(), exact, x0, labels, times, 0, team);
    REQUIRE(found.at.size() == 4);
    Real sum = 0;
    for (std::size_t k = 0; k < 4; ++k) {
        const Scales at = model.schedule().at(times[k]);
        const Real z = at.alpha / std::hypot(at.alpha / 2, at.sigma);
        const Real expected = std::erfc(-z / std::sqrt(2.0)) / 2;
        CHECK(std::abs(found.at[k].value - expected) < 5 * found.at[k].error);
        CHECK(found.at[k].error ==
              doctest::Approx(std::sqrt(expected * (1 - expected) / 20000)).epsilon(0.05));
        sum += found.at[k].value;
    }
    CHECK(found.mean.value == doctest::Approx(sum / 4));
    CHECK(found.mean.error < found.at[3].error);  // errors at different times average out in part
    CHECK(accuracy(model.schedule(), exact, x0, labels, times, 0, alone).mean.value == found.mean.value);
}
