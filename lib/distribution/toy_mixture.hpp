// The toy sets that are Gaussian mixtures.
#pragma once

#include <optional>

#include "core/spec.hpp"
#include "distribution/mixture.hpp"

namespace drift::distribution {

/// The mixture of a set by name; none when the set is not one.
std::optional<Mixture> toy_mixture(const Spec& spec);

}  // namespace drift::distribution
