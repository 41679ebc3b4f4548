// The discrete chains of Ho et al. (2020) and their followers, read as one continuous schedule.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "path/schedule.hpp"

namespace drift::path {

/// The names of the beta sequences.
const std::vector<std::string>& beta_sequences();

/// beta_1 .. beta_n of a sequence by name; UsageError when n is so small that one of them reaches 1.
std::vector<Real> betas(const std::string& sequence, std::size_t n);

/// The schedule through the chain's points: alpha(k / n)^2 = prod_{i <= k} (1 - beta_i), log alpha linear in
/// between.
std::unique_ptr<const Schedule> make_discrete(const std::string& spec, const std::vector<Real>& betas);

}  // namespace drift::path
