// Page: a canvas with boxes of one size in rows and columns, and the file that it is written to.
#pragma once

#include <functional>
#include <string>

#include "plot/canvas.hpp"

namespace drift::plot {

/// The places of n boxes, in whole pixels.
struct Grid {
    std::size_t n, columns;
    Real width, height;              // of a box
    Real step_x, step_y;             // from a box to the next on its right, and to the next below
    Real left, right, above, below;  // from the page's edges to the boxes

    std::size_t rows() const { return (n + columns - 1) / columns; }
    Box box(std::size_t i) const;
    Real page_width() const { return left + static_cast<Real>(columns - 1) * step_x + width + right; }
    Real page_height() const { return above + static_cast<Real>(rows() - 1) * step_y + height + below; }
};

/// A page on which `draw` has drawn box i of the grid, for each i.
Canvas page(Format format, const Grid& grid,
            const std::function<void(Canvas&, const Box&, std::size_t i)>& draw);

/// Writes what is drawn, in the canvas' format; `-` is standard output.
void write(Canvas canvas, const std::string& path);

}  // namespace drift::plot
