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

}  // namespace drift::solver
