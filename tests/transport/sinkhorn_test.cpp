#include "transport/sinkhorn.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "core/error.hpp"
#include "core/random.hpp"
#include "transport/assignment.hpp"

using namespace drift::all;

namespace {

ThreadPool& alone() {
    static ThreadPool pool(1);
    return pool;
}

Rows normal(std::uint64_t seed, std::size_t n, std::size_t d) {
    return Random(seed, "sinkhorn test").normal_rows(0, n, d);
}

}  // namespace

// Where the columns' potentials are those of the rows' the plan's marginals are uniform: its rows exactly, its columns
// within the tolerance, which is the sum over all columns.
TEST_CASE("an entropic plan sends as much from every row as comes to every row") {
    for (const std::size_t d : {1, 2, 5}) {
        const Rows a = normal(1, 40, d), b = 2.0 * normal(2, 60, d) + 1.0;
        const EntropicPlan plan(a, b, {.epsilon = 0.3, .tolerance = 1e-10}, alone());
        std::vector<Real> columns(60, 0), share(60);
        for (std::size_t i = 0; i < 40; ++i) {
            plan.shares(i, share);
            Real sum = 0;
            for (std::size_t j = 0; j < 60; ++j) sum += share[j], columns[j] += share[j] / 40;
            CHECK(sum == doctest::Approx(1).epsilon(1e-14));
        }
        Real off = 0;
        for (const Real column : columns) off += std::abs(column - 1.0 / 60);
        CHECK(off < 1e-9);
    }
}

// Entropy costs at most epsilon log n: <P, c> of the entropic plan is between W2^2 and W2^2 + epsilon log n.
TEST_CASE("the cost of an entropic plan falls to that of the exact one with its regularisation") {
    const std::size_t n = 50;
    const Rows a = normal(1, n, 2), b = normal(2, n, 2) + 2.0;
    const Rows cost = squared_distances(a, b);
    const std::vector<std::size_t> partner = nearest_pairing(a, b);
    Real exact = 0;
    for (std::size_t i = 0; i < n; ++i) exact += cost(i, partner[i]) / static_cast<Real>(n);
    Real before = 1e9;
    for (const Real epsilon : {3.0, 1.0, 0.3, 0.1, 0.03}) {
        const Real found = EntropicPlan(a, b, {.epsilon = epsilon}, alone()).cost();
        CHECK(found > exact - 1e-4);  // its columns are off by the tolerance, at costs of up to 100
        CHECK(found < exact + epsilon * std::log(static_cast<Real>(n)));
        CHECK(found < before);
        before = found;
    }
}

// For N(0, s^2) and N(0, q^2) the entropic plan is Gaussian with covariance c, where c^2 + epsilon c / 2 = s^2 q^2:
// Janati et al. (2020), arXiv:2006.02572. Sets of 1000 equal steps of probability are within 1e-3 of the laws' moments.
TEST_CASE("the entropic plan of two Gaussians has their covariance in closed form") {
    const std::size_t n = 400;
    Rows z = zeros(n, 1);
    // Quantiles by bisection of the error function.
    for (std::size_t i = 0; i < n; ++i) {
        Real low = -6, high = 6;
        for (int k = 0; k < 60; ++k) {
            const Real middle = (low + high) / 2;
            (std::erfc(-middle / std::sqrt(2.0)) / 2 < (static_cast<Real>(i) + 0.5) / n ? low : high) =
                middle;
        }
        z(i, 0) = low;
    }
    const Real s = 1, q = 2, epsilon = 1.5;
    const EntropicPlan plan(s * z, q * z, {.epsilon = epsilon}, alone());
    const Real expected = -epsilon / 4 + std::sqrt(epsilon * epsilon / 16 + s * s * q * q);
    const Real covariance = (s * s + q * q - plan.cost()) / 2;
    CHECK(covariance == doctest::Approx(expected).epsilon(0.01));
}

TEST_CASE("entropic plans have the same bytes for any number of threads, and refuse what they cannot reach") {
    const Rows a = normal(1, 70, 3), b = normal(2, 50, 3);
    ThreadPool three(3);
    const EntropicPlan one(a, b, {.epsilon = 0.5}, alone()), other(a, b, {.epsilon = 0.5}, three);
    CHECK(one.f() == other.f());
    CHECK(one.g() == other.g());
    CHECK_THROWS_AS(EntropicPlan(a, b, {.epsilon = 0}, alone()), Error);
    CHECK_THROWS_AS(EntropicPlan(a, normal(1, 5, 2), {.epsilon = 1}, alone()), Error);
    CHECK_THROWS_AS(EntropicPlan(a, b, {.epsilon = 1e-4, .tolerance = 1e-12, .most = 20}, alone()), Error);
}
