// Colours that can be told apart.
#include "plot/colormap.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace drift::all;

namespace {

Real linear(Real s) { return s <= 0.04045 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4); }

// L* of CIE 1976, 0 for black and 100 for white.
Real lightness(const Colour& c) {
    const Real y = 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
    return y > 0.008856 ? 116 * std::cbrt(y) - 16 : 903.3 * y;
}

}  // namespace

TEST_CASE("the lightness of viridis rises evenly from 15 to 91") {
    const Real low = lightness(viridis(0)), high = lightness(viridis(1));
    CHECK(std::abs(low - 15) < 1);
    CHECK(std::abs(high - 91) < 1);
    for (int i = 0; i <= 100; ++i) {
        const Real even = low + (high - low) * i / 100;
        CHECK(std::abs(lightness(viridis(i / 100.0)) - even) < 2);  // it is even in CAM02-UCS, near L*
        if (i > 0) CHECK(lightness(viridis(i / 100.0)) > lightness(viridis((i - 1) / 100.0)));
    }
    CHECK(lightness(viridis(-5)) == low);
    CHECK(lightness(viridis(5)) == high);
}

TEST_CASE("every class has a colour of its own, however many there are") {
    for (const std::size_t classes : {1u, 2u, 8u, 9u, 25u})
        for (std::size_t i = 0; i < classes; ++i)
            for (std::size_t j = 0; j < i; ++j) {
                const Colour a = class_colour(i, classes), b = class_colour(j, classes);
                CHECK(std::abs(a.red - b.red) + std::abs(a.green - b.green) + std::abs(a.blue - b.blue) >
                      0.02);
            }
}
