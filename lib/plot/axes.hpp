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

/// The width of a number in parts of the letters' size, a little more than that of most fonts.
Real width_of(const std::string& number);

/// The ticks of an axis and the numbers at them. Numbers that would have more than seven signs are counted from
/// an offset, a round number in the middle, which is written once at the axis' end: `+1e8`.
struct Numbering {
    std::vector<Real> at;
    std::vector<std::string> labels;
    std::string offset;  // or empty

    /// How far the first and the last number, centred at their ticks, stand out of [low, high] on an axis of
    /// this length, in its unit; negative inside.
    Real before(Real low, Real high, Real length, Real size) const;
    Real behind(Real low, Real high, Real length, Real size) const;
};

/// As many ticks as leave room between numbers of this size, on an axis of this length in the same unit; of
/// numbers side by side, or above one another.
enum class Numbers { side_by_side, above_one_another };
Numbering numbering(Real low, Real high, Real length, Real size, Numbers stand);

/// The text around a panel's frame.
struct FrameText {
    std::string title;
    bool left = true, bottom = true;  // numbers at the ticks
    bool raised = false;              // the title makes room for an offset
};

class Axes {
public:
    /// em: the size of letters, in pixels, on which all other sizes depend.
    Axes(const Window& window, const Box& box, Real em);

    const Window& window() const { return window_; }
    const Box& box() const { return box_; }
    Real em() const { return em_; }

    Place place(Real x, Real y) const;

    /// The room the numbers take on the left, and what those below take beside the frame on either side.
    Real left_room() const;
    Real before() const;
    Real behind() const;

    /// Whether numbers are counted from an offset, whose line stands below the frame, or above it.
    bool offset_below() const { return !x_.offset.empty(); }
    bool offset_above() const { return !y_.offset.empty(); }

    void draw(Canvas& canvas, const FrameText& text) const;

private:
    Window window_;
    Box box_;
    Real em_;
    Numbering x_, y_;
};

}  // namespace drift::plot
