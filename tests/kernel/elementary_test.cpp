#include "kernel/elementary.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace drift::all;

namespace {

// The distance of a value from the true one in units of the last place of the true one.
double ulps(float value, double truth) {
    int exponent = 0;
    std::frexp(truth, &exponent);
    return std::abs(value - truth) / std::ldexp(1.0, exponent - 24);
}

}  // namespace

TEST_CASE("exp, the logistic function and log are right to the stated units in the last place") {
    double worst_exp = 0, worst_logistic = 0, worst_log = 0;
    for (double x = -87; x < 88; x += 1.234567e-3) {
        const auto at = static_cast<float>(x);
        worst_exp = std::max(worst_exp, ulps(elementary::exp(at), std::exp(static_cast<double>(at))));
        worst_logistic = std::max(
            worst_logistic, ulps(elementary::logistic(at), 1 / (1 + std::exp(-static_cast<double>(at)))));
        const float y = elementary::exp(at);
        worst_log = std::max(worst_log, ulps(elementary::log(y), std::log(static_cast<double>(y))));
    }
    CHECK(worst_exp <= 1.2);
    CHECK(worst_logistic <= 3);
    CHECK(worst_log <= 1.5);
}

TEST_CASE("exp and the logistic function saturate") {
    for (float x = 90; x < 1e6F; x *= 1.7F) {
        CHECK(elementary::exp(x) > 8e37F);
        CHECK(elementary::exp(-x) < 2e-38F);
        CHECK(elementary::logistic(x) == 1);
        CHECK(elementary::logistic(-x) < 2e-38F);
        CHECK(elementary::logistic(-x) >= 0);
    }
}

TEST_CASE("tanh, the normal distribution and its density are right to the stated units in the last place") {
    double worst_tanh = 0, worst_below = 0, worst_density = 0;
    for (double x = -12.5; x < 15; x += 1.234567e-4) {
        const auto at = static_cast<float>(x);
        const double t = at, z = std::min(std::abs(t), 12.5) * (t < 0 ? -1 : 1);
        const auto [below, density] = elementary::normal(at);
        worst_tanh = std::max(worst_tanh, ulps(elementary::tanh(at), std::tanh(t)));
        worst_below = std::max(worst_below, ulps(below, std::erfc(-z / std::sqrt(2.0)) / 2));
        worst_density =
            std::max(worst_density, ulps(density, std::exp(-z * z / 2) / std::sqrt(2 * std::acos(-1.0))));
    }
    for (float x = 1e-30F; x < 1e-2F; x *= 1.01F)
        worst_tanh = std::max(worst_tanh, ulps(elementary::tanh(x), std::tanh(static_cast<double>(x))));
    CHECK(worst_tanh <= 3);
    CHECK(worst_below <= 5);
    CHECK(worst_density <= 5);
    for (float x = 20; x < 1e6F; x *= 1.7F) {
        CHECK(elementary::tanh(x) == 1);
        CHECK(elementary::tanh(-x) == -1);
        CHECK(elementary::normal(x).below == 1);
        CHECK(elementary::normal(-x).below < 1e-34F);
    }
}

TEST_CASE("log is right near 1, where it vanishes") {
    double worst = 0;
    for (float x = 0.6F; x < 1.6F; x = std::nextafter(x, 2.0F) + 1e-5F)
        if (x != 1) worst = std::max(worst, ulps(elementary::log(x), std::log(static_cast<double>(x))));
    CHECK(worst <= 1.5);
}

TEST_CASE("sin and cos have the stated absolute errors") {
    double worst = 0, worst_turns = 0;
    for (double x = -1e4; x < 1e4; x += 0.01234567) {
        const auto at = static_cast<float>(x);
        const auto [s, c] = elementary::sincos(at);
        worst = std::max({worst, std::abs(s - std::sin(static_cast<double>(at))),
                          std::abs(c - std::cos(static_cast<double>(at)))});
        const auto u = static_cast<float>(x / 1e3);
        const auto [su, cu] = elementary::sincos_turns(u);
        const double angle = 2 * std::acos(-1.0) * static_cast<double>(u);
        worst_turns = std::max({worst_turns, std::abs(su - std::sin(angle)), std::abs(cu - std::cos(angle))});
    }
    CHECK(worst < 1.5e-7);
    CHECK(worst_turns < 1e-7);
}

// std::exp in long double is right to far less than the bound. The step is irrational to the binary grid.
TEST_CASE("exp in double stays within 1.1 ULP over its range") {
    double worst = 0;
    for (double x = -708; x < 709; x += 0.0012345678) {
        const double exact = static_cast<double>(std::exp(static_cast<long double>(x)));
        const double ulp = std::nextafter(exact, INFINITY) - exact;
        const long double error =
            static_cast<long double>(elementary::exp(x)) - std::exp(static_cast<long double>(x));
        worst = std::max(worst, static_cast<double>(std::abs(error)) / ulp);
    }
    CHECK(worst < 1.1);
    CHECK(elementary::exp(0.0) == 1.0);
    CHECK(elementary::exp(-HUGE_VAL) < 1e-307);
}
