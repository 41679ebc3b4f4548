// The running average of the parameters, which is what a training hands out.
#pragma once

#include <cstdint>
#include <string>

#include "core/spec.hpp"

namespace drift {

/// average_k = average_(k-1) + share_k (parameters_k - average_(k-1)). With a decay b the share is
/// 1 - min(b, (1 + k) / (10 + k)): a short average while the parameters move fast, one over 1 / (1 - b) steps
/// later. A decay of 0 keeps the newest parameters.
struct Average {
    double decay = 0.999;

    double share(std::uint64_t k) const;  // at update k = 1, 2, ...
};

const Catalogue& averages();
Average make_average(const std::string& spec);

}  // namespace drift
