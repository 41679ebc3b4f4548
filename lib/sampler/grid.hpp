// Time grids: the times a sampler visits, from noise down to data.
#pragma once

#include <string>
#include <vector>

#include "core/array.hpp"
#include "core/spec.hpp"
#include "path/schedule.hpp"

namespace drift::sampler {

/// The grids that make_grid knows, and `file:PATH`, whose times the caller reads.
const EntryList& grids();

/// True for grids in lambda, which must be finite at both ends.
bool grid_needs_finite_lambda(const std::string& spec);

/// True for grids that begin where a setting says and not at t_max.
bool grid_begins_itself(const std::string& spec);

/// PATH of `file:PATH`; empty for other grids.
std::string grid_file(const std::string& spec);

/// The times from t_max down to t_min, one more than the sum of spans; each computed from its own index, none
/// from the one before. spans: the intervals that each step of the solver goes over; logsnr is uniform in
/// lambda from one step to the next and again within each, the others know intervals only. Both ends are met
/// exactly, but `sigma` begins at its max. Error when the ends are not 0 <= t_min < t_max <= 1, or when the
/// grid needs what the schedule does not have there.
Vector make_grid(const std::string& spec, const Schedule& schedule, Real t_max, Real t_min,
                 const std::vector<std::size_t>& spans);

/// The same for steps of one interval each.
Vector make_grid(const std::string& spec, const Schedule& schedule, Real t_max, Real t_min,
                 std::size_t steps);

/// The same times from data up to noise.
Vector reversed(const Vector& times);

}  // namespace drift::sampler
