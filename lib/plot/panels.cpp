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

std::vector<std::string> titles_of(const std::string& text, std::size_t n) {
    std::vector<std::string> titles;
    if (text.empty()) return titles;
    titles.emplace_back();
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool escaped = text[i] == '\\' && i + 1 < text.size() && text[i + 1] == ',';
        if (escaped)
            titles.back() += text[++i];
        else if (text[i] == ',' && n > 1)
            titles.emplace_back();
        else
            titles.back() += text[i];
    }
    return titles;
}

void entitle(std::vector<Panel>& panels, const std::vector<std::string>& titles) {
    if (titles.empty()) return;
    if (titles.size() != panels.size())
        throw UsageError("expected a title for each panel: ", panels.size(), ", found ", titles.size(),
                         titles.size() > panels.size() ? "; a comma within a title is written '\\,'" : "");
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
    const bool own = layout.own_windows;
    Real room = 0, before = 0, behind = 0;
    bool offset_above = false, offset_below = false;
    for (const Window& one : window) {
        const Axes axes(one, {0, 0, width, height}, em);
        room = std::max(room, std::ceil(axes.left_room()));
        before = std::max(before, std::ceil(axes.before())),
        behind = std::max(behind, std::ceil(axes.behind()));
        offset_above |= axes.offset_above(), offset_below |= axes.offset_below();
    }
    const bool titled =
        std::any_of(panels.begin(), panels.end(), [](const Panel& p) { return !p.title.empty(); });
    const Real line = std::ceil(1.2 * em);
    const Real above = (titled ? 2 * em : em) + (offset_above ? line : 0);
    const Real below = 2 * em + (offset_below ? line : 0);
    const Real gap = own ? room + std::max(em, behind)
                         : std::max(em, before + behind + (before + behind > 0 ? std::ceil(em / 2) : 0));
    const Real column = legend_width(layout.legend, em);
    const Grid grid{.n = n,
                    .columns = columns,
                    .width = width,
                    .height = height,
                    .step_x = width + gap,
                    .step_y = height + above + (own ? below : 0),
                    .left = std::max(room, before),
                    .right = std::max(em, behind) + column,
                    .above = above,
                    .below = below};
    Canvas canvas = page(format, grid, [&](Canvas& on, const Box& box, std::size_t i) {
        const Axes axes(window[i], box, em);
        on.within(box, [&] { panels[i].marks(on, axes); });
        axes.draw(on, {panels[i].title, own || i % columns == 0, own || i + columns >= n, offset_above});
    });
    draw_legend(canvas, {grid.page_width() - column, above, column, grid.page_height() - above - below},
                layout.legend, em);
    return canvas;
}

std::vector<KindOption> panel_options() {
    using Takes = KindOption::Takes;
    return {
        {.name = "title",
         .takes = Takes::text,
         .help = "a title for each panel, all of the text for a single one; a comma within one of several "
                 "titles is written \\,",
         .form = "A[,B...]"},
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
         .by_default = 320},
        {.name = "window",
         .takes = Takes::numbers,
         .help = "the part of the plane that all panels show, xmin,xmax,ymin,ymax; by default one that "
                 "holds all points but outliers"},
        {.name = "own-windows",
         .takes = Takes::nothing,
         .help = "choose the window of each panel from its own points"}};
}

Picture figure(Format format, std::vector<Panel> panels, const Settings& settings, std::vector<Key> legend) {
    Layout layout{.columns = settings.count("columns").value_or(0),
                  .side = settings.count("size").value(),
                  .window = {},
                  .own_windows = settings.flag("own-windows"),
                  .legend = std::move(legend)};
    if (const std::vector<Real> window = settings.list("window"); !window.empty()) {
        if (layout.own_windows) throw UsageError("window and own-windows exclude each other");
        layout.window = window_of(window);
    }
    entitle(panels, titles_of(settings.text("title"), panels.size()));
    std::ostringstream summary;  // to six digits, and more beside a large offset
    for (const Window& w : windows(panels, layout)) {
        const Real far = std::max({std::abs(w.xmin), std::abs(w.xmax), std::abs(w.ymin), std::abs(w.ymax)});
        const Real near = std::min(w.width(), w.height());
        summary.precision(std::max(6, 3 + static_cast<int>(std::ceil(std::log10(far / near)))));
        summary << "window " << w.xmin << ',' << w.xmax << ',' << w.ymin << ',' << w.ymax << '\n';
    }
    return {figure(format, panels, layout), summary.str()};
}

}  // namespace drift::plot
