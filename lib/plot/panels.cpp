#include "plot/panels.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "core/error.hpp"
#include "plot/page.hpp"

namespace drift::plot {
namespace {

std::size_t column_count(std::size_t panels, std::size_t asked) {
    if (asked > 0) return std::min(asked, panels);
    const std::size_t rows = (panels + 5) / 6;
    return (panels + rows - 1) / rows;
}

}  // namespace

std::vector<Window> windows(const std::vector<Panel>& panels, const Layout& layout) {
    if (layout.window) return std::vector<Window>(panels.size(), *layout.window);
    std::vector<Window> filled;
    for (const Panel& panel : panels)
        if (panel.window) filled.push_back(*panel.window);
    if (filled.empty()) throw Error("nothing to draw: no rows");
    const Window common = square(common_window(filled));
    std::vector<Window> all(panels.size(), common);
    if (layout.own_windows)
        for (std::size_t i = 0; i < panels.size(); ++i)
            if (panels[i].window) all[i] = square(*panels[i].window);
    return all;
}

void entitle(std::vector<Panel>& panels, const std::vector<std::string>& titles) {
    if (titles.empty()) return;
    if (titles.size() != panels.size())
        throw UsageError("expected a title for each panel: ", panels.size(), ", found ", titles.size());
    for (std::size_t i = 0; i < panels.size(); ++i) panels[i].title = titles[i];
}

Canvas figure(Format format, const std::vector<Panel>& panels, const Layout& layout) {
    const std::vector<Window> window = windows(panels, layout);
    const std::size_t n = panels.size(), columns = column_count(n, layout.columns);
    const Real side = static_cast<Real>(layout.side), em = std::max(6.0, std::round(side / 25));
    const Real unit = side / std::max(window[0].width(), window[0].height());
    const Real width = std::max(1.0, std::round(unit * window[0].width()));
    const Real height = std::max(1.0, std::round(unit * window[0].height()));

    // Numbers are at the left and the lower edge of the page, or at each panel with a window of its own.
    Real room = 0;
    for (const Window& one : window)
        room = std::max(room, std::ceil(Axes(one, {0, 0, width, height}, em).left_room()));
    const bool titled =
        std::any_of(panels.begin(), panels.end(), [](const Panel& p) { return !p.title.empty(); });
    const bool own = layout.own_windows;
    const Real above = titled ? 2 * em : em, below = 2 * em;
    const Grid grid{.n = n,
                    .columns = columns,
                    .width = width,
                    .height = height,
                    .step_x = width + em + (own ? room : 0),
                    .step_y = height + above + (own ? below : 0),
                    .left = room,
                    .right = em,
                    .above = above,
                    .below = below};
    return page(format, grid, [&](Canvas& canvas, const Box& box, std::size_t i) {
        const Axes axes(window[i], box, em);
        canvas.within(box, [&] { panels[i].marks(canvas, axes); });
        axes.draw(canvas, {panels[i].title, own || i % columns == 0, own || i + columns >= n});
    });
}

std::vector<KindOption> panel_options() {
    using Takes = KindOption::Takes;
    return {{.name = "title", .takes = Takes::text, .help = "a title for each panel", .form = "A[,B...]"},
            {.name = "columns",
             .takes = Takes::count,
             .help = "panels per row; by default one row of up to 6, else rows of equal length",
             .low = 1,
             .high = 1000},
            {.name = "size",
             .takes = Takes::count,
             .help = "length of a panel's longer side in pixels",
             .low = 50,
             .high = 8000,
             .default_value = 320},
            {.name = "window",
             .takes = Takes::numbers,
             .help = "the part of the plane that all panels show, xmin,xmax,ymin,ymax; by default one that "
                     "holds all points but outliers"},
            {.name = "own-windows",
             .takes = Takes::nothing,
             .help = "choose the window of each panel from its own points"}};
}

Picture figure(Format format, std::vector<Panel> panels, const Settings& settings) {
    Layout layout{
        settings.count("columns", 0), settings.count("size", 320), {}, settings.flag("own-windows")};
    if (const std::vector<Real> window = settings.list("window"); !window.empty()) {
        if (layout.own_windows) throw UsageError("window and own-windows exclude each other");
        layout.window = window_of(window);
    }
    entitle(panels, split(settings.text("title"), ','));
    std::ostringstream summary;  // to six digits
    for (const Window& w : windows(panels, layout))
        summary << "window " << w.xmin << ',' << w.xmax << ',' << w.ymin << ',' << w.ymax << '\n';
    return {figure(format, panels, layout), summary.str()};
}

}  // namespace drift::plot
