// The discrete chains of Ho et al. (2020) and their followers, read as one continuous schedule.
#pragma once

#include <string>
#include <vector>

#include "core/array.hpp"

namespace drift::path {

/// beta_1 .. beta_n of one of these sequences; UsageError when n is so small that one of them reaches 1.
std::vector<Real> betas(const std::string& sequence, std::size_t n);

}  // namespace drift::path
