// The activation of a layer, with bias, modulation and residual in the same pass over memory.
#pragma once

#include "kernel/activation_loops.hpp"
#include "network/layer.hpp"

namespace drift::network {

/// h = skip + f(a),  a = (1 + scale) u + shift,  u = z + bias.
struct FusedActivation {
    Activation f;
    std::size_t width;
    Plan::Array u;      // (n, width): z, which becomes u where backward needs that
    Plan::Array slope;  // (n, width): f'(a)

    /// z will stand in the array u.
    FusedActivation(Plan& plan, Activation f, std::size_t width, Plan::Array u);

    /// bias (width); skip and h (n, width), skip may be null or h itself.
    void forward(std::size_t n, const float* bias, ScaleShift by, const float* skip,
                 const Activations& arrays, float* h) const;

    /// From dh (n, width), which is also the gradient of skip: dz (n, width), that of z, and unless dbias
    /// is null the gradients of bias, scale and shift.
    void backward(std::size_t n, ScaleShift by, const Activations& arrays, const float* dh, float* dz,
                  ScaleShiftGradient to, float* dbias) const;
};

}  // namespace drift::network
