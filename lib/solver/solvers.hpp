// The solvers by name.
#pragma once

#include <memory>
#include <string>

#include "sampler/sampler.hpp"

namespace drift::solver {

/// The solvers that make_solver knows.
const EntryList& solvers();

/// A solver for models of one schedule.
std::unique_ptr<const Solver> make_solver(const std::string& spec, const Schedule& schedule);

}  // namespace drift::solver
