// How far a deterministic solver ends from the exact probability flow.
#pragma once

#include "sampler/sampler.hpp"

namespace drift::metric {

/// The exact flow of x (n, d) from the first of times through the others, to about 1e-12: (n, times d).
Rows exact_path(const Model& model, const Vector& times, const Rows& x, ThreadPool& pool);

/// What a solver makes of x (n, d) at the first time when the points after its
/// first `history` steps stand on the exact path: a multistep method from exact
/// starting values, without the low order of its own first steps.
Samples from_exact_values(const Model& model, const Solver& solver, const TimeGrid& grid, const Rows& x,
                          ThreadPool& pool);

/// sqrt(mean |x - y|^2) over rows.
Real distance_of_rows(const Rows& x, const Rows& y);

}  // namespace drift::metric
