#include "distribution/distribution.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/error.hpp"
#include "distance.hpp"
#include "distribution/mixture.hpp"
#include "distribution/point_set.hpp"
#include "distribution/toy.hpp"

using namespace drift::all;

namespace {

// Middles of n equal cells of [low, high].
Vector middles(Real low, Real high, std::size_t n) {
    Vector x({n}, 0.0);
    for (std::size_t i = 0; i < n; ++i) x(i) = low + (high - low) * (static_cast<Real>(i) + 0.5) / n;
    return x;
}

// The integrals of p and of -p log p over points with their weights.
struct Integrals {
    Real p = 0, entropy = 0;
};
Integrals integrals(const Distribution& law, const Rows& x, const Vector& weights) {
    Integrals found;
    const Vector log_p = law.log_density(x).value();
    for (std::size_t i = 0; i < row_count(x); ++i) {
        const Real p = weights(i) * std::exp(log_p(i));
        found.p += p;
        if (p > 0) found.entropy -= p * log_p(i);
    }
    return found;
}

// On the line or in the plane, over [-9, 9] or its square.
Integrals over_square(const Distribution& law, std::size_t n) {
    const Vector x = middles(-9, 9, n);
    const std::size_t rows = law.dimension() == 1 ? 1 : n;
    Rows points({n * rows, law.dimension()});
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < rows; ++j) {
            points(i * rows + j, 0) = x(i);
            if (rows > 1) points(i * rows + j, 1) = x(j);
        }
    return integrals(law, points, Vector({n * rows}, std::pow(18.0 / n, law.dimension())));
}

// Five standard errors of the mean of -log p over draws.
void check_entropy(const Distribution& law, Real entropy) {
    const std::size_t n = 20000;
    const Vector log_p = law.log_density(law.draw(Random(3, "entropy"), 0, n)).value();
    Real mean = 0, square = 0;
    for (const Real value : log_p) mean -= value / n, square += value * value / n;
    CHECK(std::abs(mean - entropy) <= 5 * std::sqrt(std::max(square - mean * mean, 0.0) / n) + 1e-12);
}

}  // namespace

// The cells are no wider than a quarter of the least width, where the sum of a Gaussian over a lattice is off
// by e^(-2 pi^2 16).
TEST_CASE("the density of a mixture integrates to 1, and its draws are as likely as it says") {
    for (const char* spec : {"gaussian:d=1,mean=0.5", "gaussian", "pair1d", "8gaussians"}) {
        const Set set = make_set(spec);
        const Integrals all = over_square(*set.law, 360);
        CAPTURE(spec);
        CHECK(all.p == doctest::Approx(1).epsilon(1e-12));
        check_entropy(*set.law, all.entropy);
    }
}

// Rings whose edges are those of the annulus: the rule of the middle is exact for r dr.
TEST_CASE("the density of the annulus integrates to 1 over its area and is 0 elsewhere") {
    const Set set = make_set("annulus:inner=1,outer=2,unit=1");
    const Vector radii = middles(0, 4, 400);
    Rows x = zeros(400, 2);
    Vector weights({400}, 0.0);
    for (std::size_t i = 0; i < 400; ++i) {
        x(i, 0) = radii(i) * std::cos(0.1 * static_cast<Real>(i));
        x(i, 1) = radii(i) * std::sin(0.1 * static_cast<Real>(i));
        weights(i) = 2 * std::numbers::pi * radii(i) * 0.01;
    }
    const Integrals all = integrals(*set.law, x, weights);
    CHECK(all.p == doctest::Approx(1).epsilon(1e-12));
    CHECK(all.entropy == doctest::Approx(std::log(3 * std::numbers::pi)).epsilon(1e-12));
    check_entropy(*set.law, all.entropy);
    CHECK(!make_set("annulus:inner=2,outer=2").law->log_density(x));
}

TEST_CASE("only sets with a closed form have a density") {
    for (const char* spec : {"moons", "swissroll", "digits", "dino", "grid"}) {
        const Set set = make_set(spec);
        CHECK(!set.law->log_density(zeros(1, set.law->dimension())));
    }
}

TEST_CASE("every set can be made with its defaults, and its rows have the classes that it says") {
    for (const std::string& name : sets().names()) {
        if (name == "mixture") continue;
        const Set set = make_set(name);
        Labels classes;
        CAPTURE(name);
        CHECK(dimension(set.law->draw(Random(1, "rows"), 0, 100, &classes)) == set.law->dimension());
        if (set.law->classes())
            CHECK(*std::max_element(classes.begin(), classes.end()) < static_cast<int>(set.law->classes()));
    }
}

TEST_CASE("rows drawn for given classes are of these classes") {
    const Set ring = make_set("8gaussians:std=0.05");
    const Labels wanted{3, 0, 7, 3};
    const Rows x = ring.law->draw_given(Random(2, "rows"), 5, wanted);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const auto k = static_cast<std::size_t>(wanted[i]);
        for (std::size_t j = 0; j < 2; ++j)  // |z| < 6.8
            CHECK(std::abs(x(i, j) - ring.law->mixture()->means(k, j)) < 6.8 * 0.05);
    }
    CHECK_THROWS_AS(ring.law->draw_given(Random(2, "rows"), 0, {8}), Error);
    CHECK_THROWS_AS(make_set("moons").law->draw_given(Random(2, "rows"), 0, {0}), Error);
}

TEST_CASE("draws of a set of points are its points, each as often as another and with its class") {
    const Rows points{{0}, {1}, {2}, {3}};
    const PointSet law(points, {1, 0, 1, 0}, {1});
    CHECK(law.classes() == 2);
    CHECK(law.second_moment() == doctest::Approx(3.5).epsilon(1e-15));
    CHECK(law.variance() == doctest::Approx(1.25).epsilon(1e-15));
    CHECK(distance(law.class_weights(), Vector{0.5, 0.5}) == 0);
    const std::size_t n = 4000;
    Labels classes;
    const Rows x = law.draw(Random(4, "rows"), 0, n, &classes);
    std::size_t counts[4] = {};
    for (std::size_t i = 0; i < n; ++i) {
        const auto point = static_cast<std::size_t>(x(i, 0));
        ++counts[point];
        CHECK(classes[i] == (point % 2 ? 0 : 1));
    }
    for (const std::size_t count : counts)
        CHECK(std::abs(static_cast<Real>(count) - 1000) < 5 * std::sqrt(750));
    CHECK(distance(law.draw(Random(4, "rows"), 1500, 300), row_range(x, 1500, 300)) == 0);
    const Rows odd = law.draw_given(Random(4, "rows"), 0, {0, 0, 0, 0, 1});
    for (std::size_t i = 0; i < 5; ++i) CHECK(static_cast<int>(odd(i, 0)) % 2 == (i < 4 ? 1 : 0));
}
