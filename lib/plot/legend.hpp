// Legend: what the colours mean, in a column on the right of the panels.
#pragma once

#include <string>
#include <vector>

#include "core/array.hpp"
#include "plot/canvas.hpp"

namespace drift::plot {

/// A colour and its words.
struct Key {
    std::string words;
    Colour colour;
};

/// Classes in rising order, each once.
Labels classes_present(const Labels& labels);

/// The keys of the classes that are present: their colours go by their rank among them.
std::vector<Key> class_keys(const Labels& present);

/// The width of the column for letters of size em; 0 without keys.
Real legend_width(const std::vector<Key>& legend, Real em);

/// Draws as many keys as the box has room for: all, or some in equal steps with the first and the last.
void draw_legend(Canvas& canvas, const Box& box, const std::vector<Key>& legend, Real em);

}  // namespace drift::plot
