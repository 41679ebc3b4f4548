// Points in panels.
#include "plot/scatter.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "core/error.hpp"
#include "io/scratch.hpp"

using namespace drift::all;

namespace {

Source points(const Rows& rows, const Shape& shape = {2}) { return {"x.npy", rows, shape}; }

// The boxes of the panels, for marks that leave no other trace.
std::vector<Box> boxes(std::size_t count, const Layout& layout) {
    std::vector<Box> all;
    const Panel panel{"", Window{0, 1, 0, 1}, [&](Canvas&, const Axes& axes) { all.push_back(axes.box()); }};
    figure(Format::png, std::vector<Panel>(count, panel), layout);
    return all;
}

}  // namespace

TEST_CASE("a point colours the pixel at its place, in the colour of its class, and points outside none") {
    const Rows rows{{2.5, 7.5}, {7.5, 2.5}, {50, 50}, {-3, 5}};
    std::vector<Panel> panels = scatter(points(rows), {0, 1, 0, 0});
    Box box{};
    const auto marks = panels[0].marks;
    panels[0].marks = [&](Canvas& canvas, const Axes& axes) { box = axes.box(), marks(canvas, axes); };
    Layout layout;
    layout.side = 100, layout.window = Window{0, 10, 0, 10};
    const Image image = figure(Format::png, panels, layout).image();
    const auto pixel = [&](Real x, Real y) {
        const std::uint8_t* at = &image.data[3 * (static_cast<std::size_t>(box.y + y) * image.width +
                                                  static_cast<std::size_t>(box.x + x))];
        return std::vector<int>{at[0], at[1], at[2]};
    };
    const std::vector<int> blue = pixel(25, 25), red = pixel(75, 75);
    CHECK(blue[2] > blue[0] + 100);
    CHECK(red[0] > red[2] + 100);
    std::size_t coloured = 0;
    for (std::size_t i = 0; i < image.data.size(); i += 3) coloured += image.data[i] != image.data[i + 2];
    CHECK(coloured <= 2 * 16);  // two discs of at most 4 x 4 pixels
}

TEST_CASE("colours go by the rank of a class among those present, and a legend names each of them once") {
    CHECK(classes_present({255, 0, 1, 255, 0}) == Labels{0, 1, 255});
    const std::vector<Key> keys = class_keys({0, 1, 255});
    REQUIRE(keys.size() == 3);
    for (std::size_t rank = 0; rank < 3; ++rank) {
        const Colour expected = class_colour(rank, 3);
        CHECK((keys[rank].colour.red == expected.red && keys[rank].colour.blue == expected.blue));
    }
    CHECK((keys[0].words == "0" && keys[2].words == "255"));
    const auto image_of = [](const Labels& labels) {
        return figure(Format::png, scatter(points(Rows{{0, 0}, {1, 2}, {2, 1}}), labels), Layout{}).image();
    };
    CHECK(image_of({0, 1, 255}).data == image_of({0, 1, 2}).data);
    CHECK(image_of({0, 1, 255}).data != image_of({0, 0, 255}).data);

    Layout layout;
    const std::size_t bare = figure(Format::png, scatter(points(zeros(1, 2)), {}), layout).image().width;
    layout.legend = class_keys({0, 1, 255});
    const Image image = figure(Format::png, scatter(points(zeros(1, 2)), {}), layout).image();
    REQUIRE(image.width > bare);
    std::vector<bool> seen(3, false);  // each key's colour, on the right of what was there
    for (std::size_t y = 0; y < image.height; ++y)
        for (std::size_t x = bare; x < image.width; ++x) {
            const std::uint8_t* at = &image.data[3 * (y * image.width + x)];
            for (std::size_t k = 0; k < 3; ++k)
                if (at[0] == std::lround(255 * keys[k].colour.red) &&
                    at[1] == std::lround(255 * keys[k].colour.green) &&
                    at[2] == std::lround(255 * keys[k].colour.blue))
                    seen[k] = true;
        }
    CHECK(seen == std::vector<bool>(3, true));
}

TEST_CASE("a title may hold a comma: any for one panel, an escaped one among several") {
    using Words = std::vector<std::string>;
    CHECK(titles_of("N(0,1)", 1) == Words{"N(0,1)"});
    CHECK(titles_of("N(0\\,1)", 1) == Words{"N(0,1)"});
    CHECK(titles_of("a,b", 2) == Words{"a", "b"});
    CHECK(titles_of("N(0\\,1),b", 2) == Words{"N(0,1)", "b"});
    CHECK(titles_of("a\\b,,c", 3) == Words{"a\\b", "", "c"});
    CHECK(titles_of("", 3).empty());
}

TEST_CASE("each time of a point has a panel") {
    Rows rows = zeros(5, 6);
    for (std::size_t i = 0; i < 5; ++i)
        for (std::size_t k = 0; k < 6; ++k) rows(i, k) = static_cast<Real>(10 * k + i);
    const std::vector<Panel> panels = scatter(points(rows, {3, 2}), {});
    REQUIRE(panels.size() == 3);
    for (std::size_t k = 0; k < 3; ++k) {
        const Window w = panels[k].window.value();
        const Real first = 20 * static_cast<Real>(k);
        CHECK((w.xmin == first && w.xmax == first + 4 && w.ymin == first + 10 && w.ymax == first + 14));
    }
}

TEST_CASE("panels stand in rows, do not touch, and take the window's shape") {
    const std::vector<Box> seven = boxes(7, {});
    CHECK(seven[3].y == seven[0].y);  // 4 and 3
    CHECK(seven[4].y > seven[0].y + seven[0].height);
    CHECK(seven[1].x > seven[0].x + seven[0].width);
    CHECK((seven[4].x == seven[0].x && seven[0].width == 320 && seven[0].height == 320));
    Layout wide;
    wide.window = Window{0, 4, 0, 1}, wide.side = 400;
    CHECK((boxes(1, wide)[0].width == 400 && boxes(1, wide)[0].height == 100));
    Layout column;
    column.columns = 1;
    CHECK(boxes(2, column)[1].x == boxes(2, column)[0].x);
}

TEST_CASE("what cannot be drawn is an error that says why") {
    CHECK(message([] { scatter(points(zeros(2, 3), {3}), {}); }) ==
          "expected points (n,2) or (n,times,2) in 'x.npy', found (n,3); 'drift data select --columns' takes "
          "two of "
          "more");
    CHECK(message([] { scatter(points(zeros(2, 2)), {0}); }) ==
          "expected 2 labels, one per row of 'x.npy', found 1");
    CHECK(message([] {
              scatter(points(Rows{{0, 1}, {2, std::numeric_limits<Real>::infinity()}}), {});
          }) == "not a finite number in 'x.npy': row 1");
    CHECK(message([] { figure(Format::png, scatter(points(zeros(0, 2)), {}), Layout{}); }) ==
          "nothing to draw: no rows");
    std::vector<Panel> panels = scatter(points(zeros(1, 2)), {});
    CHECK_THROWS_AS(entitle(panels, {"a", "b"}), UsageError);
}
