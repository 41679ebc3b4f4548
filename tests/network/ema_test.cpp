#include "network/ema.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "core/error.hpp"

using namespace drift::all;

TEST_CASE("the running average is short at first and long later") {
    const Ema ema = make_ema("warmup:decay=0.999");
    CHECK(ema.decay(1) == 2.0 / 11);
    CHECK(ema.decay(1000000) == 0.999);
    CHECK(make_ema("none").decay(1000000) == 0);
}

TEST_CASE("a constant average starts at the initial parameters") {
    const Ema ema = make_ema("constant:decay=0.9");
    double q = 5;
    for (std::uint64_t k = 1; k <= 30; ++k) q += (1 - ema.decay(k)) * (1 - q);
    CHECK(q == doctest::Approx(1 + 4 * std::pow(0.9, 30)));
}

// Values of the cubic's root by an independent solver.
TEST_CASE("the exponent of a power average follows from its width") {
    CHECK(gamma_of_width(0.05) == doctest::Approx(16.9721986).epsilon(1e-9));
    CHECK(gamma_of_width(0.10) == doctest::Approx(6.9372039).epsilon(1e-8));
    CHECK(gamma_of_width(0.15) == doctest::Approx(3.5578688).epsilon(1e-8));
    CHECK(gamma_of_width(0.20) == doctest::Approx(1.8262138).epsilon(1e-8));
    CHECK(std::abs(gamma_of_width(1 / std::sqrt(12.0))) < 1e-12);  // the uniform average
    for (double width = least_width; width < largest_width; width *= 1.1) {
        const double gamma = gamma_of_width(width);
        CHECK(std::sqrt((gamma + 1) / (gamma + 3)) / (gamma + 2) == doctest::Approx(width).epsilon(1e-10));
    }
    CHECK_THROWS_AS(make_ema("power:width=0.3"), UsageError);
}

// The recursion's weights telescope to the integral of (gamma + 1) tau^gamma / k^(gamma + 1) over each step.
TEST_CASE("a power average is the integral of its profile over a path of steps") {
    const Ema ema = make_ema("power:width=0.15");
    double q = 0, integral = 0;
    const std::uint64_t n = 500;
    for (std::uint64_t k = 1; k <= n; ++k) {
        const double p = std::sin(0.05 * static_cast<double>(k)) + static_cast<double>(k % 7);
        q += (1 - ema.decay(k)) * (p - q);
        integral += p * (std::pow(static_cast<double>(k), ema.gamma + 1) -
                         std::pow(static_cast<double>(k - 1), ema.gamma + 1));
    }
    integral /= std::pow(static_cast<double>(n), ema.gamma + 1);
    CHECK(q == doctest::Approx(integral).epsilon(1e-12));
    CHECK(ema.decay(1) == 0);
}
