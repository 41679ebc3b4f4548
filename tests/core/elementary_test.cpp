#include "core/elementary.hpp"

#include <doctest/doctest.h>

#include <cmath>

// std::exp in long double is right to far less than the bound. The step is irrational to the binary grid.
TEST_CASE("exp in double stays within 1.1 ULP over its range") {
    double worst = 0;
    for (double x = -708; x < 709; x += 0.0012345678) {
        const double exact = static_cast<double>(std::exp(static_cast<long double>(x)));
        const double ulp = std::nextafter(exact, INFINITY) - exact;
        const long double error =
            static_cast<long double>(drift::elementary::exp(x)) - std::exp(static_cast<long double>(x));
        worst = std::max(worst, static_cast<double>(std::abs(error)) / ulp);
    }
    CHECK(worst < 1.1);
    CHECK(drift::elementary::exp(0.0) == 1.0);
    CHECK(drift::elementary::exp(-HUGE_VAL) < 1e-307);
}
