#include "distribution/rescaled.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "distance.hpp"
#include "distribution/toy.hpp"

using namespace drift::all;

// (x - m) / s of N(m, s^2) is N(0, 1).
TEST_CASE("a Gaussian in its own units is the standard normal, with its density") {
    const auto law = make_set("gaussian:d=2,mean=3,std=0.5").law;
    const Rescaled unit(law, {3, 3}, 0.5);
    const Rows y = unit.draw(Random(1, "y"), 5, 100, nullptr), x = law->draw(Random(1, "y"), 5, 100);
    CHECK(distance(y, 2 * (x - 3)) < 1e-14);
    const Vector log_p = *unit.log_density(y);
    for (std::size_t i = 0; i < 100; ++i)
        CHECK(log_p(i) == doctest::Approx(-std::log(2 * M_PI) - (y(i, 0) * y(i, 0) + y(i, 1) * y(i, 1)) / 2));
}

TEST_CASE("a law in other units keeps shape, classes and what it cannot do") {
    const auto law = make_set("moons").law;
    const Rescaled other(law, {1, -2}, 3);
    Labels classes, before;
    other.draw(Random(1, "y"), 0, 50, &classes), law->draw(Random(1, "y"), 0, 50, &before);
    CHECK(other.shape() == law->shape());
    CHECK(other.classes() == 2);
    CHECK(classes == before);
    CHECK_FALSE(other.log_density(zeros(1, 2)));
    const auto ring = make_set("8gaussians").law;
    const Labels wanted{3, 1};
    CHECK(distance(3 * Rescaled(ring, {0, 0}, 3).draw_given(Random(1, "y"), 0, wanted),
                   ring->draw_given(Random(1, "y"), 0, wanted)) < 1e-15);
}
