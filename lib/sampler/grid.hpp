// Time grids: the times a sampler visits, from noise down to data.
#pragma once

#include <string>

#include "core/array.hpp"
#include "core/spec.hpp"
#include "path/schedule.hpp"

namespace drift {

/// The grids that make_grid knows.
const Catalogue& grids();

/// True for grids in lambda, which must be finite at both ends.
bool grid_needs_finite_lambda(const std::string& spec);

/// steps + 1 times from t_max down to t_min, both met exactly; each computed from its own index, none from
/// the one before. Error when the ends are not 0 <= t_min < t_max <= 1, or when the grid needs a lambda that
/// is infinite there.
Vector make_grid(const std::string& spec, const Schedule& schedule, Real t_max, Real t_min,
                 std::size_t steps);

}  // namespace drift
