// Exponential moving averages (EMA) of the parameters, one of which is the result of a training.
#pragma once

#include <cstdint>
#include <string>

#include "core/registry.hpp"

namespace drift::network {

/// ema_k = decay_k ema_(k-1) + (1 - decay_k) parameters_k at update k, where decay_k is
///
/// none      0: the newest parameters
/// constant  b: an average over about 1 / (1 - b) steps, which starts at the initial parameters
/// warmup    min(b, (1 + k) / (10 + k)): short while the parameters move fast, as long as constant later
/// power     (1 - 1/k)^(gamma + 1): step j has weight (j^(gamma+1) - (j-1)^(gamma+1)) / k^(gamma+1), so that
///           the average grows with the training and forgets its start.
///           Karras et al. (2024), arXiv:2312.02696, section 3.
struct Ema {
    enum class Kind { none, constant, warmup, power };

    Kind kind = Kind::warmup;
    double b = 0.999;                         // of constant and warmup
    double gamma = 0;                         // of power
    std::string spec = "warmup:decay=0.999";  // every setting written out

    double decay(std::uint64_t k) const;  // k = 1, 2, ...
};

/// The gamma of the power average whose weights over the steps 1 .. k have standard deviation width * k: the
/// largest root of  gamma^3 + 7 gamma^2 + (16 - width^-2) gamma + 12 - width^-2.  Same source.
double gamma_of_width(double width);

/// The range of widths. The largest is the uniform average's 1 / sqrt(12), rounded down; its gamma is 0.
inline constexpr double least_width = 0.001, largest_width = 0.288675;

using MakeEma = Ema (*)(const Spec&);

const Registry<MakeEma>& emas();
Ema make_ema(const std::string& spec);

}  // namespace drift::network
