// The images as text, one a line: the class, then 64 letters for 0 .. 16.
#include "distribution/digits.hpp"

#include <string_view>

namespace drift::distribution {
namespace {

constexpr std::string_view letters = ".123456789abcdefg";
constexpr std::size_t pixels = digit_side * digit_side, line = 1 + pixels;

constexpr char images[] =
#include "distribution/digits.inc"
    ;
static_assert(sizeof images == digit_count * line + 1);

}  // namespace

Rows digits(std::size_t first, std::size_t n, Labels* classes) {
    Rows rows({n, pixels});
    if (classes) classes->resize(n);
    for (std::size_t i = 0; i < n; ++i) {
        const char* image = images + (first + i) * line;
        if (classes) (*classes)[i] = image[0] - '0';
        for (std::size_t j = 0; j < pixels; ++j)
            rows(i, j) = static_cast<Real>(letters.find(image[1 + j])) / 8 - 1;
    }
    return rows;
}

}  // namespace drift::distribution
