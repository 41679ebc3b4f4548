#include "network/optimizer.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "distance.hpp"

using namespace drift;

// Two updates by hand: g = 0.5 + 0.25 in two slices, then g = -1.
TEST_CASE("adam follows its recursion, the average follows the parameters") {
    const std::size_t n = 33;
    Training training(Floats(n, 2.0F));
    const Adam adam{0.9, 0.99, 1e-8, 0.1};
    const Floats a(n, 0.5F), b(n, 0.25F), c(n, -1.0F);
    const float* first[] = {a.data(), b.data()};
    const float* second[] = {c.data()};
    training.update(adam, 1, 0.01, 0.5, 0, n, first);
    training.update(adam, 2, 0.01, 0.5, 0, n, second);
    double p = 2, m = 0, v = 0, average = 2;
    int k = 0;
    for (const double g : {0.75, -1.0}) {
        ++k;
        m = 0.9 * m + 0.1 * g, v = 0.99 * v + 0.01 * g * g;
        p -= 0.01 * (0.1 * p + m / (1 - std::pow(0.9, k)) / (std::sqrt(v / (1 - std::pow(0.99, k))) + 1e-8));
        average += 0.5 * (p - average);
    }
    CHECK(distance(training.parameters, Floats(n, static_cast<float>(p))) < 1e-6);
    CHECK(distance(training.average, Floats(n, static_cast<float>(average))) < 1e-6);
}
