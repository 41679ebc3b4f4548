// Images: small pictures on one sheet, enlarged so that each of their pixels is seen.
#pragma once

#include <string>
#include <vector>

#include "core/image.hpp"
#include "plot/canvas.hpp"
#include "plot/kind.hpp"
#include "plot/source.hpp"
#include "plot/tones.hpp"

namespace drift::plot {

/// The axis of colour channels: before height and width, after them, or none. Unless told, an axis of 1 or 3 at
/// the end is that; in (n,times,c,h,w) so is one of 1 or 3 there.
enum class Channels { untold, first, last, none };

/// Images as they follow one another, each of the same size.
struct Album {
    std::vector<Image> images;
    std::size_t columns = 0;  // of a sheet on which the times of an image are a row; 0: no times
    std::string doubt = {};   // what was taken for what, if it may be otherwise

    /// Adds images (n,h,w) or (n,h,w,c) with 1 or 3 channels c, or their times (n,times,h,w[,c]), or the same with
    /// c before h; Error for other shapes, for other sizes than the images have that are there, and for
    /// (n,3,h,w) of so many rows that as times they are a strip.
    void add(const Source& source, const Tones& tones, Channels channels = Channels::untold);
};

struct SheetLayout {
    std::size_t columns =
        0;                  // 0: the album's, or some of these side by side where they would be ten times as
                            // high as wide; without times about as many as make the sheet square
    std::size_t scale = 0;  // pixels of a pixel's side; 0: such that the sheet is about 1000 pixels wide
    std::string title;
};

/// The images row by row, with thin gaps between them.
Canvas sheet(Format format, const Album& album, const SheetLayout& layout);

Registered<Kind> images_kind();

}  // namespace drift::plot
