// DPM-Solver-12 and -23: two orders at once, whose difference controls the step of each row.
#pragma once

#include <memory>

#include "core/spec.hpp"
#include "sampler/sampler.hpp"

namespace drift::solver {

/// The entry of `order` 2 (dpm-12) or 3 (dpm-23) in the table of solvers. With low and high the points of
/// orders order - 1 and order after a step h in lambda, and delta = max(atol, rtol max(|low|, |low at the
/// last step|)),
///     E = sqrt(mean ((high - low) / delta)^2)   over the row's numbers,
/// x becomes high when E <= 1, and the next h is 0.9 h E^(-1/order), or what is left. h begins at 0.05.
/// Towards noise h is negative. Every time of the grid is met; one interval leaves all steps to the control.
/// Each row has its own h; the rows of a slice are evaluated together until the last has arrived. Lu et al.
/// (2022), arXiv:2206.00927, appendix C; their E is the largest of the batch.
Entry dpm_adaptive_entry(std::size_t order);

std::unique_ptr<const Solver> make_dpm_adaptive(const Spec& spec, std::size_t order);

}  // namespace drift::solver
