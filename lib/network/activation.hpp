// The activation of a layer, with bias, modulation and residual in the same pass over memory.
#pragma once

#include "kernel/activation_loops.hpp"
#include "network/layer.hpp"

namespace drift::network {

/// h = skip + f(a),  a = (1 + scale) u + shift,  u = z + bias, for each of the `pixels` of a row: 1 of a row
/// without space, h w of an image (h, w, width), whose pixels share the row's scale and shift.
struct FusedActivation {
    Activation f;
    std::size_t width, pixels;
    Plan::Array u;      // (n, pixels, width): z, which becomes u where backward needs that
    Plan::Array slope;  // (n, pixels, width): f'(a)

    /// z will stand in the array u.
    FusedActivation(Plan& plan, Activation f, std::size_t width, Plan::Array u, std::size_t pixels = 1);

    /// bias (width); scale and shift (n, width); skip and h (n, pixels, width), skip may be null or h itself.
    void forward(std::size_t n, const float* bias, ScaleShift by, const float* skip,
                 const Activations& arrays, float* h) const;

    /// From dh (n, pixels, width), which is also the gradient of skip: dz (n, pixels, width), that of z, and unless dbias
    /// is null the gradients of bias, scale and shift.
    void backward(std::size_t n, ScaleShift by, const Activations& arrays, const float* dh, float* dz,
                  ScaleShiftGradient to, float* dbias) const;
};

}  // namespace drift::network
