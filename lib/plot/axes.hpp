// Axes: the way from a window of the plane to a box of the canvas, with its frame, ticks and title.
#pragma once

#include <string>
#include <vector>

#include "plot/canvas.hpp"
#include "plot/window.hpp"

namespace drift::plot {

/// Round numbers in [low, high]: all multiples of the least step 1, 2 or 5 times a power of ten that gives at
/// most `most` of them.
std::vector<Real> ticks(Real low, Real high, std::size_t most);

/// Ticks as words, all with as many decimals as their step needs.
std::vector<std::string> tick_labels(const std::vector<Real>& ticks);

/// The text around a panel's frame.
struct Legend {
    std::string title;
    bool left = true, bottom = true;  // numbers at the ticks
};

class Axes {
public:
    /// em: the size of letters, in pixels, on which all other sizes depend.
    Axes(const Window& window, const Box& box, Real em);

    const Window& window() const { return window_; }
    const Box& box() const { return box_; }
    Real em() const { return em_; }

    Place place(Real x, Real y) const;

    /// The room the numbers take on the left.
    Real left_room() const;

    void draw(Canvas& canvas, const Legend& legend) const;

private:
    Window window_;
    Box box_;
    Real em_;
    std::vector<Real> x_ticks_, y_ticks_;
};

}  // namespace drift::plot
