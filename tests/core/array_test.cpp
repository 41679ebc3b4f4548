// xtensor under this compiler and these flags: a preprocessor guard of its version 0.24 drops a
// specialisation with g++ in C++20, and expressions then have random shapes; lib's flags put it right, and
// this file would notice.
#include "core/array.hpp"

#include <doctest/doctest.h>

#include <xtensor/xarray.hpp>
#include <xtensor/xeval.hpp>
#include <xtensor/xmanipulation.hpp>
#include <xtensor/xpad.hpp>

#include "distance.hpp"

using namespace drift::all;

TEST_CASE("xtensor evaluates expressions to the shape they have") {
    const xt::xarray<double> b = xt::arange<double>(12).reshape({3, 4});
    const auto evaluated = xt::eval(b + 1);
    REQUIRE(evaluated.dimension() == 2);
    CHECK(evaluated.shape(0) == 3);
    CHECK(evaluated.shape(1) == 4);
    CHECK(evaluated(2, 3) == 12);

    const xt::xarray<double> turned = xt::eval(xt::transpose(b));
    CHECK(turned.shape(0) == 4);
    CHECK(turned(3, 2) == 11);
    const xt::xarray<double> sums = xt::eval(xt::sum(b, {0}));
    CHECK(distance(sums, xt::xarray<double>{12, 15, 18, 21}) == 0);
    const xt::xarray<double> means = xt::eval(xt::mean(b, {1}));
    CHECK(distance(means, xt::xarray<double>{1.5, 5.5, 9.5}) == 0);
    const xt::xarray<double> padded = xt::eval(xt::pad(b, {{1, 0}, {0, 2}}));
    CHECK(padded.shape(0) == 4);
    CHECK(padded.shape(1) == 6);
    CHECK(xt::sum(padded)() == 66);
}

TEST_CASE("a column multiplies every entry of its row") {
    const Rows rows{{1, 2}, {3, 4}};
    const Vector scale{10, 100};
    const Rows product = column(scale) * rows;
    CHECK(distance(product, Rows{{10, 20}, {300, 400}}) == 0);
}
