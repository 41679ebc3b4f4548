// Colours: of classes, and of numbers from 0 to 1.
#pragma once

#include <cstddef>

#include "core/array.hpp"

namespace drift::plot {

/// Red, green and blue in sRGB, and opacity, each from 0 to 1.
struct Colour {
    Real red = 0, green = 0, blue = 0, opacity = 1;
};

inline constexpr Colour black{0, 0, 0}, white{1, 1, 1}, grey{0.45, 0.45, 0.45};

/// Dark violet at 0 to yellow at 1, in lightness that rises evenly, for every kind of colour vision as for
/// grey print: viridis of S. van der Walt and N. Smith (2015, CC0), linear between ten of its colours.
Colour viridis(Real value);

/// The colour of class k of `classes`: the palette of M. Okabe and K. Ito (2008), which colour-blind readers
/// tell apart, as far as it goes (8); more classes are steps along viridis.
Colour class_colour(std::size_t k, std::size_t classes);

}  // namespace drift::plot
