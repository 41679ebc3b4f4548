// Scatter: points as discs.
#pragma once

#include <vector>

#include "plot/kind.hpp"
#include "plot/panels.hpp"
#include "plot/source.hpp"

namespace drift::plot {

/// A panel for points (n, 2), or T panels for points at T times (n, T, 2); Error
/// for other shapes. Classes (n) give the discs their colours, by their rank among the
/// classes that are present; without classes all have one. More points are smaller and more transparent.
std::vector<Panel> scatter(const Source& source, const Labels& classes);

Registered<Kind> scatter_kind();

}  // namespace drift::plot
