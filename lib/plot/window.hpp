// Window: the part of the plane that a panel shows, and how it is chosen from points.
#pragma once

#include <optional>
#include <vector>

#include "core/array.hpp"

namespace drift::plot {

struct Window {
    Real xmin, xmax, ymin, ymax;

    Real width() const { return xmax - xmin; }
    Real height() const { return ymax - ymin; }
};

/// `xmin,xmax,ymin,ymax`; UsageError unless both intervals go upwards and neither
/// is beyond 10 times the other.
Window window_of(const std::vector<Real>& bounds);

/// Holds points (n, 2) but for outliers: on each axis those beyond the 1 % and 99 %
/// quantiles by more than 0.15 of their distance, which is 3 standard deviations
/// from the mean of a Gaussian. None when there are no points.
std::optional<Window> window_of(const Rows& points);

/// Union of the windows, clipped to five times the smallest non-degenerate one about its centre, so that
/// panels of pure noise do not shrink the data. There is at least one window.
Window common_window(const std::vector<Window>& windows);

/// The square about the window with a margin of a twentieth; Error when its sides cannot be counted.
Window square(const Window& window);

}  // namespace drift::plot
