// Dormand and Prince's pair of orders 5 and 4 on the probability flow in t, each row with steps of its own.
#pragma once

#include <memory>

#include "core/spec.hpp"
#include "sampler/sampler.hpp"

namespace drift::solver {

/// Its entry in the table of solvers. The error of a row's step is the root mean square over its coordinates
/// of
///     (x of order 5 - x of order 4) / (atol + rtol max(|x before|, |x after|));
/// up to 1 the step is taken with order 5 and the next is 0.9 error^(-1/5) as long, within 0.2 and 10, and
/// after a refusal no longer; above 1 it is tried again, shorter. 6 evaluations a step and one at the start.
/// Steps end at the times of the grid, which may also rise, from data to noise. A row never depends on
/// another one; those that are done wait for the slice's last and are evaluated with it. Diverged when a step
/// is too short to move t. Dormand, Prince (1980), J. Comput. Appl. Math. 6; the first step as in Hairer,
/// Norsett, Wanner (1993), Solving Ordinary Differential Equations I, section II.4.
Entry dopri5_entry();

std::unique_ptr<const Solver> make_dopri5(const Spec& spec);

}  // namespace drift::solver
