// Images: small pictures on one sheet, enlarged so that each of their pixels is seen.
#pragma once

#include <string>
#include <vector>

#include "core/image.hpp"
#include "plot/canvas.hpp"
#include "plot/kind.hpp"
#include "plot/source.hpp"

namespace drift::plot {

/// The numbers that are black and white; those between are grey in proportion, those beyond are cut off.
struct Tones {
    Real black = -1, white = 1;

    std::uint8_t operator()(Real value) const;
};

/// `black,white`; UsageError unless there are two, apart.
Tones tones_of(const std::vector<Real>& range);

/// Images as they follow one another, each of the same size.
struct Album {
    std::vector<Image> images;
    std::size_t columns = 0;  // of a sheet on which the times of an image are a row; 0: no times

    /// Adds images (n,h,w) or (n,h,w,c) with 1 or 3 channels c, or their times (n,times,h,w[,c]); Error for
    /// other shapes and for other sizes than the images have that are there.
    void add(const Source& source, const Tones& tones);
};

struct SheetLayout {
    std::size_t columns = 0;  // 0: the album's, else about as many as make the sheet square
    std::size_t scale = 0;    // pixels of a pixel's side; 0: such that the sheet is about 1000 pixels wide
    std::string title;
};

/// The images row by row, with thin gaps between them.
Canvas sheet(Format format, const Album& album, const SheetLayout& layout);

Registered<Kind> images_kind();

}  // namespace drift::plot
