#include "train/learning_rate.hpp"

#include <doctest/doctest.h>

using namespace drift::all;

TEST_CASE("the rate rises to its peak over the warm-up and falls to nearly 0 at the end") {
    for (const Decay& decay : {make_decay("linear"), make_decay("cosine")}) {
        const LearningRate rate{2, 10, 110, decay};
        CHECK(rate(5) == doctest::Approx(1));
        CHECK(rate(10) == doctest::Approx(2));
        CHECK(rate(61) == doctest::Approx(1));  // half way down either curve
        CHECK(rate(110) < 0.03);
        for (std::uint64_t k = 11; k < 110; ++k) CHECK(rate(k + 1) < rate(k));
    }
    CHECK(LearningRate{2, 10, 110, make_decay("constant")}(110) == 2);
    CHECK(LearningRate{2, 0, 5, make_decay("linear")}(1) == 2);
}
