#include "solver/adams.hpp"

#include <doctest/doctest.h>

#include "distance.hpp"
#include "sampler/crossing.hpp"

using namespace drift::all;

TEST_CASE("started by their own lower orders Adams' methods end at the recorded points") {
    const Crossing crossing;
    CHECK(distance(crossing.reached("deis-3", 10), rows({{1.372448496, -0.456231968}})) < 1e-9);
    CHECK(distance(crossing.reached("lms-4", 10), rows({{1.338885670, -0.443982667}})) < 1e-9);
    CHECK(distance(crossing.reached("ipndm-4", 10), rows({{1.386572952, -0.462112504}})) < 1e-9);
}
