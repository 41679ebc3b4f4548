// Real handwritten digits: the 1797 images of the UCI set "Optical Recognition of Handwritten Digits"
// (E. Alpaydin, C. Kaynak, 1998), 8 x 8, 0 .. 16; licence CC BY 4.0. The images stand here as text, one per line:
// the class, then 64 letters for 0 .. 16.
#include <string_view>

#include "distribution/toy.hpp"

namespace drift::distribution {
namespace {

constexpr std::string_view letters = ".123456789abcdefg";
constexpr std::size_t count = 1797, side = 8, pixels = side * side, line = 1 + pixels;

constexpr char images[] =
#include "distribution/digits.inc"
    ;
static_assert(sizeof images == count * line + 1);

class Digits final : public Distribution {
public:
    Digits() : Distribution({side, side}, 10, count) {}

    // Grey levels 0 .. 16 become -1 .. 1.
    Rows draw(const Random&, std::uint64_t first, std::size_t n, Labels* classes) const override {
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
};

}  // namespace

Registered<MakeSet> digits() {
    return {{"digits",
             {},
             "1797 handwritten digits, (n,8,8), -1 .. 1",
             "UCI, Optical Recognition of Handwritten Digits; E. Alpaydin, C. Kaynak (1998)"},
            [](const Spec&) { return std::make_shared<Digits>(); }};
}

}  // namespace drift::distribution
