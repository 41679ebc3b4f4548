// What is drawn is where it should be, in each format.
#include "plot/canvas.hpp"

#include <doctest/doctest.h>

#include "core/error.hpp"

using namespace drift::all;

namespace {

// Red, green and blue of a pixel.
std::vector<int> pixel(const Image& image, std::size_t x, std::size_t y) {
    const std::uint8_t* at = &image.data[(y * image.width + x) * image.channels];
    return {at[0], at[image.channels / 2], at[image.channels - 1]};
}

// A sheet with all that can be drawn.
Canvas example(Format format) {
    Canvas canvas(format, 60, 40);
    canvas.fill({10, 10, 5, 5}, {1, 0, 0});
    canvas.disc({30.5, 20.5}, 3, {0, 0, 1, 0.5});
    canvas.picture({40, 5}, Image{1, 2, 3, {1, 2, 3, 250, 150, 50}});
    canvas.text({2, 35}, "t = 0.1", Anchor::left, 10, black);
    return canvas;
}

const std::vector<int> paper{255, 255, 255};

}  // namespace

TEST_CASE("a suffix is a format, and any other name is answered with those known") {
    CHECK(format_of("a.b/x.png") == Format::png);
    CHECK(format_of("-") == Format::png);
    CHECK(format_of("x.svg") == Format::svg);
    CHECK(format_of("x.pdf") == Format::pdf);
    CHECK_THROWS_WITH_AS(format_of("x.jpg"), "unknown format of 'x.jpg'; known: .png, .svg, .pdf",
                         UsageError);
    CHECK_THROWS_WITH_AS(format_of("a.b/x"),
                         "unknown format of 'a.b/x', which has no suffix; known: .png, .svg, .pdf",
                         UsageError);
}

TEST_CASE("marks colour the pixels where they stand and no others") {
    const Image image = example(Format::png).image();
    CHECK(image.width == 60);
    CHECK(image.height == 40);
    CHECK(pixel(image, 0, 0) == paper);
    CHECK(pixel(image, 9, 12) == paper);
    CHECK(pixel(image, 10, 10) == std::vector<int>{255, 0, 0});
    CHECK(pixel(image, 14, 14) == std::vector<int>{255, 0, 0});
    CHECK(pixel(image, 15, 14) == paper);
    CHECK(pixel(image, 40, 5) == std::vector<int>{1, 2, 3});
    CHECK(pixel(image, 41, 5) == std::vector<int>{250, 150, 50});
    CHECK(pixel(image, 42, 5) == paper);
    const std::vector<int> half = pixel(image, 30, 20);  // blue through which the half of white is seen
    CHECK((std::abs(half[0] - 127) <= 1 && std::abs(half[1] - 127) <= 1 && half[2] == 255));
    CHECK(pixel(image, 30, 23) != paper);
    CHECK(pixel(image, 30, 25) == paper);
    CHECK(pixel(image, 34, 20) == paper);
}

TEST_CASE("a disc has the ink of its area") {
    Canvas canvas(Format::png, 40, 40);
    canvas.disc({20.3, 19.6}, 8, black);
    const Image image = canvas.image();
    Real ink = 0;
    for (const std::uint8_t light : image.data) ink += 1 - light / 255.0;
    const Real area = 64 * 3.14159265;
    CHECK(std::abs(ink - area) < 0.01 * area);  // Cairo's polygon stays within 0.1 pixels of 8
}

TEST_CASE("a line has the ink of its length times its width, and a polygon that of its area") {
    const auto ink = [](const auto& draw) {
        Canvas canvas(Format::png, 60, 60);
        draw(canvas);
        const Image image = canvas.image();
        Real sum = 0;
        for (const std::uint8_t light : image.data) sum += 1 - light / 255.0;
        return sum;
    };
    // The round ends of a line are one disc of its width.
    const Real line = ink([](Canvas& canvas) { canvas.stroke({{10, 10}, {40, 50}}, 4, black); });
    CHECK(std::abs(line - (4 * 50 + 3.14159265 * 4)) < 0.01 * line);
    // At a right angle two bars of 4 x 20 share a square of 2 x 2, and a quarter of a disc rounds the corner.
    const Real corner = ink([](Canvas& canvas) { canvas.stroke({{10, 10}, {30, 10}, {30, 30}}, 4, black); });
    CHECK(std::abs(corner - (2 * 4 * 20 - 2 * 2 + 3.14159265 * (4 + 1))) < 0.01 * corner);
    const Real triangle = ink([](Canvas& canvas) { canvas.fill({{10, 10}, {50, 10}, {10, 40}}, black); });
    CHECK(std::abs(triangle - 600) < 0.01 * 600);
}

TEST_CASE("within a box nothing is drawn beside it") {
    Canvas canvas(Format::png, 20, 20);
    canvas.within({5, 5, 10, 10}, [&] { canvas.fill({0, 0, 20, 20}, black); });
    const Image image = canvas.image();
    CHECK(image.channels == 1);  // for there is no colour
    for (std::size_t y = 0; y < 20; ++y)
        for (std::size_t x = 0; x < 20; ++x) {
            const bool inside = x >= 5 && x < 15 && y >= 5 && y < 15;
            CHECK(image.data[20 * y + x] == (inside ? 0 : 255));
        }
}

TEST_CASE("the same marks give the same bytes, without a date") {
    CHECK(example(Format::png).image().data == example(Format::png).image().data);
    const std::string svg = example(Format::svg).document(), pdf = example(Format::pdf).document();
    CHECK(svg.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg "));
    CHECK(svg.ends_with("</svg>\n"));
    CHECK(pdf.starts_with("%PDF-1."));
    CHECK(pdf.ends_with("%%EOF\n"));
    CHECK(pdf.find("Date") == pdf.npos);
    CHECK(pdf == example(Format::pdf).document());
}

TEST_CASE("a sheet that cannot be, and text that is no text, are errors") {
    CHECK_THROWS_AS(Canvas(Format::png, 0, 5), Error);
    CHECK_THROWS_AS(Canvas(Format::svg, 5, 32001), Error);
    Canvas canvas(Format::png, 20, 20);
    CHECK_THROWS_WITH_AS(canvas.text({1, 9}, "\xff", Anchor::left, 9, black), "not UTF-8: '\xff'",
                         UsageError);
}
