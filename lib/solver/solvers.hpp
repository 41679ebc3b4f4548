// The solvers by name.
#pragma once

#include <functional>
#include <string>

#include "core/registry.hpp"
#include "sampler/solver.hpp"

namespace drift::solver {

/// A solver by its settings, for models of one schedule.
using MakeSolver = std::function<Solver(const Spec&, const Schedule&)>;

const Registry<MakeSolver>& solvers();

/// What is taken unless told: the best of the table in drift-solvers(7).
inline constexpr const char* default_solver = "unipc-3";

inline Solver make_solver(const std::string& spec, const Schedule& schedule) {
    return solvers().make(spec, schedule);
}

/// The same without the lower orders of the last steps, unless the spec gives its setting `final`.
Solver make_full_order_solver(const std::string& spec, const Schedule& schedule);

}  // namespace drift::solver
