// The set `grid`: the places of a lattice in the plane.
#pragma once

#include <string>

#include "distribution/toy.hpp"

namespace drift::distribution {

Registered<MakeSet> grid();

/// `grid:20,20,-2,2,-2,2` with its keys written out; any other text as it is.
std::string grid_with_keys(const std::string& text);

/// Place k of n in equal steps from a to b, both ends included.
Real linspace(Real a, Real b, std::uint64_t k, std::uint64_t n);

}  // namespace drift::distribution
