// What the two ends of a run cost: data that the start forgets, noise that is left at the end.
#pragma once

#include <string>

#include "sampler/start.hpp"
#include "sampler/time_grid.hpp"

namespace drift::sampler {

/// A start error beyond it is seen: rows are narrow by half of it, and a mean is off by its root.
inline constexpr Real most_start_error = 0.05;

/// What helps against it. exact: the model is one of --exact.
std::string cure_of_start(const Model& model, const Scales& at, bool exact);

/// The noise in the rows at the end of a grid that lies at the data: sigma / alpha in data units.
Real noise_left(const Model& model, const TimeGrid& grid);

}  // namespace drift::sampler
