// Canvas: a white sheet that marks are drawn on, in pixels from the upper left corner, y downwards.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/image.hpp"
#include "plot/colormap.hpp"

namespace drift::plot {

/// What a sheet becomes: pixels, or a document of shapes.
enum class Format { png, svg, pdf };

/// By the suffix of a file's name, png for `-`; UsageError for any other, with those known.
Format format_of(const std::string& path);

struct Place {
    Real x, y;
};

struct Box {
    Real x, y, width, height;
};

/// Which point of a line of text is put at its place.
enum class Anchor { left, middle, right };

class Canvas {
public:
    static constexpr std::size_t longest = 32000;  // pixels of a side

    /// Error when a side has no pixels, or more than `longest`.
    Canvas(Format format, std::size_t width, std::size_t height);
    Canvas(Canvas&&) noexcept;
    ~Canvas();

    Format format() const;

    void fill(const Box& box, const Colour& colour);
    void fill(const std::vector<Place>& polygon, const Colour& colour);

    /// A line through points, at least two, with round ends and corners.
    void stroke(const std::vector<Place>& points, Real width, const Colour& colour);
    void disc(const Place& centre, Real radius, const Colour& colour);

    /// The pixels of an image of 1 or 3 channels, each as one pixel, from this corner on.
    void picture(const Place& corner, const Image& image);

    /// One line in UTF-8, UsageError if it is not; y is its base line, size that of the letters' square, smaller
    /// where the line would be longer than `longest_line`.
    void text(const Place& place, const std::string& words, Anchor anchor, Real size, const Colour& colour,
              Real longest_line = 2 * longest);

    /// What `draw` draws, cut off at the box's edges.
    void within(const Box& box, const std::function<void()>& draw);

    /// The pixels of a png: one channel if all of them are grey, else three.
    Image image() const;

    /// The document of an svg or a pdf: the same bytes for the same marks, without a date. Ends the drawing.
    std::string document();

private:
    struct Sheet;
    std::unique_ptr<Sheet> sheet_;
};

}  // namespace drift::plot
