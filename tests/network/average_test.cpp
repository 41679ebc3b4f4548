#include "network/average.hpp"

#include <doctest/doctest.h>

using namespace drift;

TEST_CASE("the running average is short at first and long later") {
    const Average average = make_average("warmup:decay=0.999");
    CHECK(average.share(1) == doctest::Approx(9.0 / 11));
    CHECK(average.share(1000000) == doctest::Approx(0.001));
    CHECK(make_average("none").share(1000000) == 1);
}
