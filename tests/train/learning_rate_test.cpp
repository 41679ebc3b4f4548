#include "train/learning_rate.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

using namespace drift::all;

TEST_CASE("the rate rises to its peak over the warm-up and falls to nearly 0 at the end") {
    // The last step is 1 / 100 before the end of either curve: a hundredth, and (1 - cos(pi / 100)) / 2.
    const double end_of_line = 2 * 0.01, end_of_cosine = 1 - std::cos(std::numbers::pi / 100);
    for (const char* name : {"linear", "cosine"}) {
        const Decay decay = make_decay(name);
        const LearningRate rate{2, 10, 110, decay};
        CHECK(rate(5) == doctest::Approx(1));
        CHECK(rate(10) == doctest::Approx(2));
        CHECK(rate(61) == doctest::Approx(1));  // half way down either curve
        CHECK(rate(110) == doctest::Approx(name[0] == 'l' ? end_of_line : end_of_cosine));
        for (std::uint64_t k = 11; k < 110; ++k) CHECK(rate(k + 1) < rate(k));
    }
    CHECK(LearningRate{2, 10, 110, make_decay("constant")}(110) == 2);
    CHECK(LearningRate{2, 0, 5, make_decay("linear")}(1) == 2);
}
