// Pictures as files.
#include "io/image.hpp"

#include <doctest/doctest.h>
#include <zlib.h>

#include "core/error.hpp"
#include "io/scratch.hpp"

using namespace drift::all;

TEST_CASE("a png holds the picture's size and its pixels") {
    const Folder folder;
    const Image image{2, 3, 1, {0, 50, 100, 150, 200, 250}};
    write_png(folder / "x.png", image);
    const std::string png = contents(folder / "x.png");
    CHECK(png.starts_with("\x89PNG\r\n\x1a\n"));
    CHECK(png.substr(16, 10) == std::string("\0\0\0\3\0\0\0\2\10\0", 10));  // width, height, 8 bits, grey
    const std::size_t data = png.find("IDAT") + 4;
    std::string raw(100, '\0');
    uLongf size = raw.size();
    REQUIRE(uncompress(reinterpret_cast<Bytef*>(raw.data()), &size,
                       reinterpret_cast<const Bytef*>(&png[data]), png.size() - data) == Z_OK);
    REQUIRE(size == 8);  // a filter and three pixels in each of two lines
    // The filters of PNG: none, the left, the upper pixel, their mean, or Paeth's
    // choice of these is taken off.
    int line[2][4] = {};
    for (std::size_t y = 0; y < 2; ++y)
        for (std::size_t x = 1; x < 4; ++x) {
            const int left = line[y][x - 1], up = y > 0 ? line[0][x] : 0, corner = y > 0 ? line[0][x - 1] : 0;
            const int guess = left + up - corner;
            const int a = std::abs(guess - left), b = std::abs(guess - up), c = std::abs(guess - corner);
            const int paeth = a <= b && a <= c ? left : b <= c ? up : corner;
            const int taken[] = {0, left, up, (left + up) / 2, paeth};
            line[y][x] =
                (static_cast<unsigned char>(raw[4 * y + x]) + taken[static_cast<int>(raw[4 * y])]) & 255;
            CHECK(line[y][x] == image.data[3 * y + x - 1]);
        }
}

TEST_CASE("an empty picture and a full device are errors") {
    CHECK_THROWS_AS(write_png("/dev/null", Image{0, 3, 1, {}}), Error);
    CHECK_THROWS_AS(write_png("/dev/full", Image{1, 1, 3, {1, 2, 3}}), Error);
}
