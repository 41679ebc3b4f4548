// Estimates: numbers with their standard errors.
#pragma once

#include <limits>

#include "core/array.hpp"

namespace drift::metric {

inline constexpr Real missing = std::numeric_limits<Real>::quiet_NaN();

/// A number and its standard error, the standard deviation over repetitions of the experiment.
struct Estimate {
    Real value = missing, se = missing;
};

}  // namespace drift::metric
