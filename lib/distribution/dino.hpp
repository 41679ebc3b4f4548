// The Datasaurus: 142 points that look like a dinosaur. A. Cairo (2016); J. Matejka, G. Fitzmaurice (2017),
// "Same stats, different graphs".
#pragma once

#include <cstddef>

#include "core/array.hpp"

namespace drift::distribution {

inline constexpr std::size_t dino_count = 142;

/// Points first .. first + n, (n, 2), in the drawing's units of 0 .. 100.
Rows dino(std::size_t first, std::size_t n);

}  // namespace drift::distribution
