// Dormand and Prince's pair of orders 5 and 4 on the probability flow in t, each row with steps of its own.
#pragma once

#include <memory>

#include "core/spec.hpp"
#include "sampler/sampler.hpp"

namespace drift::solver {

/// Its entry in the table of solvers: ode/dopri5.hpp with the tolerance atol + rtol |x|. Steps end at the times
/// of the grid, which may also rise, from data to noise.
Entry dopri5_entry();

std::unique_ptr<const Solver> make_dopri5(const Spec& spec);

}  // namespace drift::solver
