// Real handwritten digits: the 1797 images of the UCI set "Optical Recognition of Handwritten Digits"
// (E. Alpaydin, C. Kaynak, 1998), 8 x 8, 0 .. 16; licence CC BY 4.0.
#pragma once

#include <cstddef>

#include "core/array.hpp"

namespace drift::distribution {

inline constexpr std::size_t digit_count = 1797, digit_side = 8;

/// Images first .. first + n as rows of 64 numbers, 0 .. 16 mapped to -1 .. 1; their classes beside them, if
/// wanted.
Rows digits(std::size_t first, std::size_t n, Labels* classes);

}  // namespace drift::distribution
