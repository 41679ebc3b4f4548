#include "distribution/toy.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/error.hpp"
#include "distance.hpp"
#include "distribution/mixture.hpp"

using namespace drift::all;

namespace {

constexpr Real pi = std::numbers::pi;

Real radius(const Rows& x, std::size_t i) { return std::hypot(x(i, 0), x(i, 1)); }

}  // namespace

TEST_CASE("the rows of every set are pieces of one stream") {
    for (const std::string& name : sets().names()) {
        if (name == "mixture") continue;
        const Set set = make_set(name);
        CAPTURE(name);
        Labels all_classes, classes;
        const Rows all = set.rows(5, 0, 140, &all_classes), part = set.rows(5, 40, 100, &classes);
        CHECK(dimension(all) == entries(set.row_shape));
        CHECK(distance(part, row_range(all, 40, 100)) == 0);
        CHECK(std::all_of(all.begin(), all.end(), [](Real value) { return std::isfinite(value); }));
        if (set.labelled)
            CHECK(std::equal(classes.begin(), classes.end(), all_classes.begin() + 40, all_classes.end()));
        if (!set.size && name != "point" && name != "two-points")
            CHECK(distance(set.rows(6, 0, 140), all) > 0);
    }
}

TEST_CASE("the spiral is tau (cos tau, sin tau), tau from pi to 4 pi") {
    const Rows x = make_set("spiral").rows(0, 0, 1000);
    for (std::size_t i = 0; i < 1000; ++i) {
        const Real tau = radius(x, i);
        CHECK((tau >= pi && tau <= 4 * pi));
        CHECK(std::abs(x(i, 0) - tau * std::cos(tau)) < 1e-12);
    }
    const Rows ends = make_set("spiral:points=10").rows(0, 0, 10);
    CHECK(distance(row_range(ends, 0, 1), Rows{{-pi, 0}}) < 1e-14);
    CHECK(distance(row_range(ends, 9, 1), Rows{{4 * pi, 0}}) < 1e-13);
    CHECK(radius(ends, 3) == doctest::Approx(2 * pi).epsilon(1e-14));
}

// r^2 is uniform: its mean within five standard errors.
TEST_CASE("the annulus is uniform in area between its radii") {
    const std::size_t n = 10000;
    const Rows x = make_set("annulus").rows(0, 0, n);
    const Real low = 4.25 * pi * 4.25 * pi, high = 4.65 * pi * 4.65 * pi;
    Real mean = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const Real square = x(i, 0) * x(i, 0) + x(i, 1) * x(i, 1);
        CHECK((square > low * (1 - 1e-12) && square < high * (1 + 1e-12)));
        mean += square / n;
    }
    CHECK(std::abs(mean - (low + high) / 2) < 5 * (high - low) / std::sqrt(12.0 * n));
}

TEST_CASE("the checkerboard fills its dark squares and no other") {
    const std::size_t n = 8000;
    const Rows x = make_set("checkerboard").rows(0, 0, n);
    int counts[4][4] = {};
    for (std::size_t i = 0; i < n; ++i)
        ++counts[static_cast<int>(x(i, 0) / 2 + 2)][static_cast<int>(x(i, 1) / 2 + 2)];
    for (int a = 0; a < 4; ++a)
        for (int b = 0; b < 4; ++b)
            CHECK(std::abs(counts[a][b] - ((a + b) % 2 ? 0 : 1000)) <=
                  ((a + b) % 2 ? 0 : 5 * std::sqrt(875)));
}

TEST_CASE("moons and circles without noise lie on their arcs, and the class says which") {
    Labels which;
    const Rows moons = make_set("moons:noise=0").rows(0, 0, 500, &which);
    for (std::size_t i = 0; i < 500; ++i)
        CHECK(std::hypot(moons(i, 0) - which[i], moons(i, 1) - 0.5 * which[i]) ==
              doctest::Approx(1).epsilon(1e-12));
    const Rows circles = make_set("circles:noise=0,factor=0.3").rows(0, 0, 500, &which);
    for (std::size_t i = 0; i < 500; ++i)
        CHECK(radius(circles, i) == doctest::Approx(which[i] ? 0.3 : 1).epsilon(1e-12));
    CHECK(std::count(which.begin(), which.end(), 1) > 194);  // five standard errors below 250
}

TEST_CASE("the ring has its eight Gaussians counter-clockwise from (2, 0)") {
    const Set ring = make_set("8gaussians");
    const Mixture* mixture = ring.law->mixture();
    REQUIRE(mixture);
    CHECK(distance(row_range(mixture->means, 0, 3), Rows{{2, 0}, {std::sqrt(2), std::sqrt(2)}, {0, 2}}) <
          1e-15);
    CHECK(mixture->variances(5, 1) == doctest::Approx(0.04).epsilon(1e-15));
    CHECK(mixture->labels == Labels{0, 1, 2, 3, 4, 5, 6, 7});
}

TEST_CASE("pair1d is 1/2 N(-2, 1/4) + 1/2 N(2, 1)") {
    const Set set = make_set("pair1d");
    const Mixture& pair = *set.law->mixture();
    CHECK(distance(pair.weights, Vector{0.5, 0.5}) == 0);
    CHECK(distance(pair.means, Rows{{-2}, {2}}) == 0);
    CHECK(distance(pair.variances, Rows{{0.25}, {1}}) == 0);
}

TEST_CASE("a grid runs through x first") {
    const Set grid = make_set("grid:3,2,0,4,-1,1");
    CHECK(grid.size == 6);
    CHECK(distance(grid.rows(0, 0, 6), Rows{{0, -1}, {2, -1}, {4, -1}, {0, 1}, {2, 1}, {4, 1}}) == 0);
    CHECK(distance(make_set("grid:nx=3,ny=2,xmin=0,xmax=4,ymin=-1,ymax=1").rows(0, 4, 1), Rows{{2, 1}}) == 0);
}

// Facts of the published set: 178 zeros and 180 nines among 1797 images, a first image whose third pixel
// is 5.
TEST_CASE("the digits are the 1797 images of UCI with 16 as 1 and 0 as -1") {
    const Set set = make_set("digits");
    CHECK(set.row_shape == Shape{8, 8});
    Labels classes;
    const Rows images = set.rows(0, 0, 1797, &classes);
    CHECK(std::count(classes.begin(), classes.end(), 0) == 178);
    CHECK(std::count(classes.begin(), classes.end(), 9) == 180);
    CHECK(images(0, 0) == -1);
    CHECK(images(0, 2) == 5 / 8.0 - 1);
    CHECK(*std::min_element(images.begin(), images.end()) == -1);
    CHECK(*std::max_element(images.begin(), images.end()) == 1);
    CHECK_THROWS_WITH_AS(set.rows(0, 1000, 798), "set 'digits' has 1797 rows, asked for rows 1000 to 1798",
                         Error);
}

// The statistics that gave the Datasaurus its name.
TEST_CASE("the dino has mean (54.26, 47.83) and standard deviation (16.77, 26.94)") {
    const Rows x = make_set("dino").rows(0, 0, 142);
    for (const std::size_t j : {std::size_t{0}, std::size_t{1}}) {
        Real mean = 0, square = 0;
        for (std::size_t i = 0; i < 142; ++i) mean += x(i, j) / 142;
        for (std::size_t i = 0; i < 142; ++i) square += (x(i, j) - mean) * (x(i, j) - mean) / 141;
        CHECK(std::abs(mean - (j ? 47.83 : 54.26)) < 0.006);
        CHECK(std::abs(std::sqrt(square) - (j ? 26.94 : 16.77)) < 0.006);
    }
}

TEST_CASE("a set that is not known is refused with the nearest name") {
    CHECK_THROWS_WITH_AS(make_set("sprial"), doctest::Contains("did you mean 'spiral'"), UsageError);
    CHECK_THROWS_WITH_AS(make_set("8gaussians:raduis=1"), doctest::Contains("did you mean 'radius'"),
                         UsageError);
    CHECK_THROWS_WITH_AS(make_set("grid:3,2"), doctest::Contains("grid:nx,ny"), UsageError);
    CHECK_THROWS_AS(make_set("mixture"), UsageError);
    CHECK_THROWS_AS(make_set("checkerboard:cells=3"), UsageError);
    CHECK_THROWS_AS(make_set("annulus:inner=5"), UsageError);
    CHECK_THROWS_WITH_AS(make_set("mixture:no-such-file.json"), doctest::Contains("no-such-file.json"),
                         Error);
}
