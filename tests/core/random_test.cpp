#include "core/random.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "kernel/instruction_set.hpp"

using namespace drift::all;

TEST_CASE("philox4x32-10 gives Random123's known answers") {
    using Block = std::array<std::uint32_t, 4>;
    CHECK(philox({0, 0, 0, 0}, {0, 0}) == Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
    CHECK(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}) ==
          Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
    CHECK(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
          Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("a draw depends on seed, purpose, row, step and its place in the row, and on nothing else") {
    const Random random(7, "test");
    const Rows all = random.normal_rows(0, 300, 7, 3);
    for (const std::size_t first : {std::size_t{0}, std::size_t{1}, std::size_t{299}}) {
        const Rows one = random.normal_rows(first, 1, 7, 3);
        for (std::size_t j = 0; j < 7; ++j) CHECK(one(0, j) == all(first, j));
    }
    const Rows narrow = random.normal_rows(0, 300, 2, 3);
    for (std::size_t i = 0; i < 300; ++i) CHECK(narrow(i, 1) == all(i, 1));
    CHECK(Random(8, "test").normal_rows(0, 1, 1, 3)(0) != all(0));
    CHECK(Random(7, "rest").normal_rows(0, 1, 1, 3)(0) != all(0));
    CHECK(random.normal_rows(0, 1, 1, 4)(0) != all(0));
    CHECK(random.normal_rows(std::uint64_t{1} << 32, 1, 1, 3)(0) != all(0));
}

// Each moment of n draws lies within 5 standard errors: Var(z) = 1, Var(z^2) = 2, Var(z^3) = 15, Var(z^4)
// = 96.
TEST_CASE("normals have the moments 0, 1, 0, 3 and are uncorrelated with their neighbours") {
    const std::size_t n = 1 << 20;
    std::vector<float> z(n);
    Random(0, "moments").normal_rows(0, n / 4, 4, 0, z.data());
    double m1 = 0, m2 = 0, m3 = 0, m4 = 0, pair = 0, far = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const double x = z[i];
        m1 += x, m2 += x * x, m3 += x * x * x, m4 += x * x * x * x;
        if (i) pair += x * z[i - 1];
        if (i >= 4) far += x * z[i - 4];
    }
    const double unit = 5 * std::sqrt(static_cast<double>(n));
    CHECK(std::abs(m1) < unit);
    CHECK(std::abs(m2 - n) < unit * std::sqrt(2));
    CHECK(std::abs(m3) < unit * std::sqrt(15));
    CHECK(std::abs(m4 - 3.0 * n) < unit * std::sqrt(96));
    CHECK(std::abs(pair) < unit);
    CHECK(std::abs(far) < unit);
}

// The distribution function at several points, against the normal one: five binomial standard errors.
TEST_CASE("normals have the normal distribution function, tails included") {
    const std::size_t n = 1 << 22;
    std::vector<float> z(n);
    Random(1, "tails").normal_rows(0, n / 8, 8, 0, z.data());
    for (const double edge : {-4.5, -3.0, -1.0, 0.0, 0.5, 2.0, 4.0}) {
        double below = 0;
        for (const float x : z) below += x < edge;
        const double p = 0.5 * std::erfc(-edge / std::sqrt(2.0));
        CHECK(std::abs(below / n - p) < 5 * std::sqrt(p * (1 - p) / n));
    }
}

TEST_CASE("an index takes each value of its range equally often") {
    const std::uint32_t bound = 7;
    std::vector<int> times(bound, 0);
    const int n = 70000;
    for (int row = 0; row < n; ++row) ++times[Random(3, "index").index(row, 0, bound)];
    for (const int count : times) CHECK(std::abs(count - n / 7) < 5 * std::sqrt(n * (1 / 7.0) * (6 / 7.0)));
}
