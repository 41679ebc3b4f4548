// Hot loops of an activation with what is fused into it: bias, modulation and residual.
#pragma once

#include <cstddef>

#include "kernel/instruction_set.hpp"

namespace drift::kernel {

/// silu(a) = a / (1 + exp(-a))
/// gelu(a) = a Phi(a), with Phi the normal distribution function and not its approximation by tanh
/// relu(a) = max(a, 0)
/// tanh(a)
enum class Activation { silu, gelu, relu, tanh };

/// The scale and shift of every pre-activation; null pointers for none. Each of their rows serves `repeat` rows of
/// the pre-activations one after the other, as the pixels of an image share a condition.
struct ScaleShift {
    const float* scale = nullptr;  // (n / repeat, width), rows `stride` apart; the factor is 1 + scale
    const float* shift = nullptr;  // likewise
    std::size_t stride = 0;        // 0: one row for all
    std::size_t repeat = 1;
};

/// Where their gradients go, summed over the rows that share one.
struct ScaleShiftGradient {
    float* scale =
        nullptr;  // (n / repeat, width), rows `stride` apart; a row for each even where they are one
    float* shift = nullptr;  // likewise
    std::size_t stride = 0;
};

/// Arrays are float, (n, width) with contiguous rows, unless noted.
struct ActivationLoops {
    /// u = z + bias;  a = (1 + scale) u + shift;  h = skip + f(a).  bias (width); skip may be null, or h.
    /// n is a multiple of by.repeat. slope, unless null, gets f'(a), and then z is overwritten by u if there is a scale.
    void (*forward)(Activation f, std::size_t n, std::size_t width, const float* bias, ScaleShift by,
                    const float* skip, float* z, float* slope, float* h);

    /// From dh = dloss/dh: dz = dh slope (1 + scale), which may stand in the place of dh; the gradients of
    /// scale and shift, written; dbias (width) += the sum of dz over the rows. dz alone if dbias is null.
    void (*backward)(std::size_t n, std::size_t width, ScaleShift by, const float* u, const float* slope,
                     const float* dh, float* dz, ScaleShiftGradient to, float* dbias);

    static const ActivationLoops v2, v3, v4;
};

inline const ActivationLoops& activation_loops() { return of_processor<ActivationLoops>(); }

}  // namespace drift::kernel
