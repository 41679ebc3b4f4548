#include "network/layer.hpp"

#include <doctest/doctest.h>

using namespace drift::all;

TEST_CASE(
    "a plan gives every array its own memory when backward follows, and shares what is done with else") {
    Plan plan;
    const Plan::Array first = plan.add(3), second = plan.add_in_place_of(first),
                      third = plan.add_in_place_of(second), backward = plan.add_for_backward(5);
    const Activations without(plan, 10, false), with(plan, 10, true);
    CHECK(without[first] != nullptr);
    CHECK(without[second] == without[first]);
    CHECK(without[third] == without[first]);
    CHECK(without[backward] == nullptr);
    CHECK(with[second] != with[first]);
    CHECK(with[third] != with[second]);
    CHECK(with[backward] != nullptr);
    CHECK(with.derivatives());
    CHECK_FALSE(without.derivatives());
}
