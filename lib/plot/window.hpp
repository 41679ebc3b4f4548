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

/// `xmin,xmax,ymin,ymax`; UsageError unless both intervals go upwards and neither is beyond 10 times the
/// other.
Window window_of(const std::vector<Real>& bounds);

/// Holds points (n, 2) but for strays: on each axis those beyond the 1 % and 99 % quantiles by more than 0.15
/// of their distance, which is 3 standard deviations from the mean of a Gaussian. None when there are no
/// points.
std::optional<Window> window_of(const Rows& points);

/// Holds all the windows, but is at most five times as wide or high as the narrowest that is not a point,
/// about whose middle it is cut: noise does not shrink the data to a dot. There is at least one.
Window common_window(const std::vector<Window>& windows);

/// The square about the window with a margin of a twentieth; Error when its sides cannot be counted.
Window square(const Window& window);

}  // namespace drift::plot
