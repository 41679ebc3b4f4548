// Ticks, and the way from the plane to pixels.
#include "plot/axes.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace drift::all;
using Words = std::vector<std::string>;

TEST_CASE("ticks are the multiples of 1, 2 or 5 times a power of ten, all of them, and not too many") {
    for (const Real low : {-20.0, -1.3, 0.0, 0.07, 12345.0, -3e-5})
        for (const Real length : {3e-5, 0.1, 1.0, 7.0, 40.0, 9999.0})
            for (const std::size_t most : {2u, 5u, 9u}) {
                const Real high = low + length;
                const std::vector<Real> at = ticks(low, high, most);
                CAPTURE(low);
                CAPTURE(length);
                CHECK(at.size() <= most);
                if (at.size() < 2 || std::abs(low) > 1e4 * length) continue;  // there differences lose digits
                const Real step = (at.back() - at.front()) / static_cast<Real>(at.size() - 1);
                const Real digit = step / std::pow(10, std::floor(std::log10(step) + 1e-6));
                CHECK(std::min({std::abs(digit - 1), std::abs(digit - 2), std::abs(digit - 5)}) < 1e-6);
                CHECK(std::abs(at[0] / step - std::round(at[0] / step)) < 1e-6);
                CHECK(at.front() >= low);
                CHECK(at.back() <= high);
                CHECK(at.front() - step < low);  // none is left out
                CHECK(at.back() + step > high);
            }
    CHECK(ticks(0, 1, 11)[3] == 0.3);  // to the last digit
}

TEST_CASE("ticks have as many decimals as their step needs") {
    CHECK(tick_labels(ticks(-22, 22, 5)) == Words{"\u221220", "\u221210", "0", "10", "20"});
    CHECK(tick_labels(ticks(0, 1, 6)) == Words{"0.0", "0.2", "0.4", "0.6", "0.8", "1.0"});
    CHECK(tick_labels(ticks(0, 0.11, 3)) == Words{"0.00", "0.05", "0.10"});
    CHECK(tick_labels(ticks(0, 2.2e6, 3)) == Words{"0", "1e+06", "2e+06"});
    CHECK(tick_labels(ticks(1e6, 1e6 + 2, 3)) == Words{"1000000", "1000001", "1000002"});
}

TEST_CASE("numbers beside a large offset are counted from it, and say it once") {
    const auto at = [](Real low, Real high) { return numbering(low, high, 320, 12, Numbers::side_by_side); };
    const Numbering far = at(1e8 - 3.3, 1e8 + 3.3);
    CHECK(far.offset == "+1e8");
    CHECK(far.labels == Words{"\u22122", "0", "2"});
    CHECK(far.at == std::vector<Real>{1e8 - 2, 1e8, 1e8 + 2});
    const Numbering below = at(-1e9 - 0.35, -1e9 + 0.35);
    CHECK(below.offset == "\u22121e9");
    CHECK(below.labels == Words{"\u22120.2", "0.0", "0.2"});
    CHECK(at(123456785, 123456795).offset == "+123456790");
    CHECK(at(1 - 2e-6, 1 + 2e-6).offset == "+1");
    for (const Numbering& near : {at(-1.1, 1.1), at(12345, 12347), at(0, 2.2e6)}) CHECK(near.offset.empty());
}

TEST_CASE("numbers do not run into each other, in the smallest panel and at any offset") {
    for (const Real length : {50.0, 120.0, 320.0})
        for (const Real low : {0.0, -1.7, 1e5, -3e7, 1e8, 4e12})
            for (const Real width : {3.3e-3, 1.0, 77.0, 5e6}) {
                const Real size = 0.9 * std::max(6.0, std::round(length / 25)), high = low + width;
                if (std::abs(low) > 1e9 * width) continue;
                CAPTURE(length);
                CAPTURE(low);
                CAPTURE(width);
                const Numbering numbers = numbering(low, high, length, size, Numbers::side_by_side);
                for (std::size_t i = 1; i < numbers.at.size(); ++i)
                    CHECK((numbers.at[i] - numbers.at[i - 1]) / width * length >
                          (width_of(numbers.labels[i]) + width_of(numbers.labels[i - 1])) / 2 * size);
            }
}

TEST_CASE("the window's corners stand at the box's corners, y upwards") {
    const Axes axes({-1, 3, 10, 12}, {100, 50, 400, 200}, 10);
    const Place low = axes.place(-1, 10), high = axes.place(3, 12), middle = axes.place(1, 11);
    CHECK((low.x == 100 && low.y == 250));
    CHECK((high.x == 500 && high.y == 50));
    CHECK((middle.x == 300 && middle.y == 150));
}

TEST_CASE("a frame lies around its box and leaves the box as it is") {
    Canvas canvas(Format::png, 120, 120);
    const Axes axes({0, 1, 0, 1}, {20, 20, 80, 80}, 10);
    axes.draw(canvas, {});
    const Image image = canvas.image();
    REQUIRE(image.channels == 1);  // black and grey
    const auto at = [&](std::size_t x, std::size_t y) { return static_cast<int>(image.data[120 * y + x]); };
    bool empty = true;
    for (std::size_t y = 20; y < 100; ++y)
        for (std::size_t x = 20; x < 100; ++x) empty &= at(x, y) == 255;
    CHECK(empty);
    const int line = static_cast<int>(std::lround(255 * grey.red));
    for (std::size_t i = 19; i <= 100; ++i)
        CHECK((at(i, 19) == line && at(i, 100) == line && at(19, i) == line && at(100, i) == line));
}
