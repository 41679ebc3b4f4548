// Running averages of the parameters, which are what a training hands out.
#pragma once

#include <cstdint>
#include <string>

#include "core/spec.hpp"

namespace drift::network {

/// average_k = average_(k-1) + share_k (parameters_k - average_(k-1)), where 1 - share_k is
///
/// none      0: the newest parameters
/// constant  b: an exponential average over about 1 / (1 - b) steps, which begins at the initial parameters
/// warmup    min(b, (1 + k) / (10 + k)): a short average while the parameters move fast, and as long later
/// power     (1 - 1/k)^(gamma + 1): step j has the weight (j^(gamma+1) - (j-1)^(gamma+1)) / k^(gamma+1), so
///           that the average grows with the training and forgets its beginning.
///           Karras et al. (2024), arXiv:2312.02696, section 3.
struct Average {
    enum class Kind { none, constant, warmup, power };

    Kind kind = Kind::warmup;
    double decay = 0.999;                     // b
    double gamma = 0;                         // of power
    std::string spec = "warmup:decay=0.999";  // every setting written out

    double share(std::uint64_t k) const;  // at update k = 1, 2, ...
};

/// The exponent of the power average whose weights, over the steps 1 .. k, have the standard deviation width
/// k: the largest root of gamma^3 + 7 gamma^2 + (16 - width^-2) gamma + 12 - width^-2. The same
/// authors.
double gamma_of_width(double width);

/// Widths below the uniform average's, 1 / sqrt(12), where gamma is 0.
inline constexpr double least_width = 0.001, largest_width = 0.288675;

const EntryList& averages();
Average make_average(const std::string& spec);

}  // namespace drift::network
