// Panels: pictures with axes, side by side on one sheet. Each kind of picture draws its own marks in them.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "plot/axes.hpp"
#include "plot/canvas.hpp"
#include "plot/kind.hpp"
#include "plot/legend.hpp"
#include "plot/window.hpp"

namespace drift::plot {

struct Panel {
    std::string title;
    std::optional<Window> window;  // that holds its marks; none if there are none
    std::function<void(Canvas&, const Axes&)> marks;
};

/// The titles of n panels: all of the text for one panel, else its pieces between commas, where `\,` is a comma
/// within a title.
std::vector<std::string> titles_of(const std::string& text, std::size_t n);

/// Gives the panels their titles; UsageError unless there is one for each, or none.
void entitle(std::vector<Panel>& panels, const std::vector<std::string>& titles);

struct Layout {
    std::size_t columns = 0;       // 0: one row of up to 6, else rows of equal length
    std::size_t side = 320;        // pixels of a panel's longer side
    std::optional<Window> window;  // of all panels, whose shape the panels take
    bool own_windows = false;      // else panels have one window in common
    std::vector<Key> legend = {};  // on the right of the panels
};

/// The window that each panel shows; Error when none has marks.
std::vector<Window> windows(const std::vector<Panel>& panels, const Layout& layout);

/// The panels on a sheet. Both axes have one scale, so that circles are round.
Canvas figure(Format format, const std::vector<Panel>& panels, const Layout& layout);

/// The options of every kind whose pictures are panels, and the picture that they ask for: its summary is a
/// line for each panel's window.
std::vector<KindOption> panel_options();
Picture figure(Format format, std::vector<Panel> panels, const Settings& settings,
               std::vector<Key> legend = {});

}  // namespace drift::plot
