#include "plot/page.hpp"

#include "io/file.hpp"
#include "io/image.hpp"

namespace drift::plot {

Box Grid::box(std::size_t i) const {
    return {left + static_cast<Real>(i % columns) * step_x, above + static_cast<Real>(i / columns) * step_y,
            width, height};
}

Canvas page(Format format, const Grid& grid,
            const std::function<void(Canvas&, const Box&, std::size_t i)>& draw) {
    Canvas canvas(format, static_cast<std::size_t>(grid.page_width()),
                  static_cast<std::size_t>(grid.page_height()));
    for (std::size_t i = 0; i < grid.n; ++i) draw(canvas, grid.box(i), i);
    return canvas;
}

void write(Canvas canvas, const std::string& path) {
    if (canvas.format() == Format::png) return write_png(path, canvas.image());
    const std::string document = canvas.document();
    Output out(path);
    out.write(document.data(), document.size());
    out.commit();
}

}  // namespace drift::plot
