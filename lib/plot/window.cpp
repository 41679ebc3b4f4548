#include "plot/window.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"

namespace drift::plot {
namespace {

struct Interval {
    Real low, high;
};

// The k-th smallest.
Real ranked(std::vector<Real>& values, std::size_t k) {
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(k), values.end());
    return values[k];
}

Interval without_outliers(std::vector<Real> values) {
    const std::size_t last = values.size() - 1, few = last / 100;
    const Real low = ranked(values, few), high = ranked(values, last - few);
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    if (!(low < high)) return {*least, *most};
    const Real fence = 0.15 * (high - low);
    return {std::max(*least, low - fence), std::min(*most, high + fence)};
}

std::vector<Real> coordinates(const Rows& points, std::size_t axis) {
    std::vector<Real> values(row_count(points));
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = points(i, axis);
    return values;
}

Real side(const Window& w) { return std::max(w.width(), w.height()); }

}  // namespace

Window window_of(const std::vector<Real>& bounds) {
    if (bounds.size() != 4)
        throw UsageError("a window has 4 bounds, xmin,xmax,ymin,ymax; found ", bounds.size());
    const Window w{bounds[0], bounds[1], bounds[2], bounds[3]};
    if (!(w.xmin < w.xmax && w.ymin < w.ymax))
        throw UsageError("a window goes from low to high: ", w.xmin, ",", w.xmax, ",", w.ymin, ",", w.ymax);
    if (!(w.width() <= 10 * w.height() && w.height() <= 10 * w.width()))
        throw UsageError("a window's sides are 1 to 10 at most: ", w.width(), " and ", w.height());
    return w;
}

std::optional<Window> window_of(const Rows& points) {
    if (row_count(points) == 0) return std::nullopt;
    const Interval x = without_outliers(coordinates(points, 0)), y = without_outliers(coordinates(points, 1));
    return Window{x.low, x.high, y.low, y.high};
}

Window common_window(const std::vector<Window>& windows) {
    Window all = windows.front();
    const Window* narrowest = nullptr;
    for (const Window& w : windows) {
        all = {std::min(all.xmin, w.xmin), std::max(all.xmax, w.xmax), std::min(all.ymin, w.ymin),
               std::max(all.ymax, w.ymax)};
        if (side(w) > 0 && (!narrowest || side(w) < side(*narrowest))) narrowest = &w;
    }
    if (!narrowest) return all;
    const Window& n = *narrowest;
    const Real x = (n.xmin + n.xmax) / 2, y = (n.ymin + n.ymax) / 2, reach = 2.5 * side(n);
    return {std::max(all.xmin, x - reach), std::min(all.xmax, x + reach), std::max(all.ymin, y - reach),
            std::min(all.ymax, y + reach)};
}

Window square(const Window& w) {
    const Real x = w.xmin + w.width() / 2, y = w.ymin + w.height() / 2;
    const Real far = std::max(std::abs(x), std::abs(y));
    const Real half = side(w) > 1e-9 * far ? 0.55 * side(w) : std::max(0.5, 0.1 * far);
    if (!std::isfinite(4 * half)) throw Error("points too far apart to be drawn");
    return {x - half, x + half, y - half, y + half};
}

}  // namespace drift::plot
