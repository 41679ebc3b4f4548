// The toy sets that are Gaussian mixtures.
#pragma once

#include <optional>

#include "core/spec.hpp"
#include "dataset/mixture.hpp"

namespace drift {

/// The mixture of a set by name; none when the set is not one.
std::optional<Mixture> toy_mixture(const Spec& spec);

}  // namespace drift
