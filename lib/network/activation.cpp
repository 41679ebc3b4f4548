#include "network/activation.hpp"

#include <algorithm>

namespace drift::network {

FusedActivation::FusedActivation(Plan& plan, Activation f_, std::size_t width_, Plan::Array u_,
                                 std::size_t pixels_)
    : f(f_), width(width_), pixels(pixels_), u(u_), slope(plan.add_for_backward(pixels_ * width_)) {}

void FusedActivation::forward(std::size_t n, const float* bias, ScaleShift by, const float* skip,
                              const Activations& arrays, float* h) const {
    by.repeat = pixels;
    activation_loops().forward(f, n * pixels, width, bias, by, skip, arrays[u], arrays[slope], h);
}

void FusedActivation::backward(std::size_t n, ScaleShift by, const Activations& arrays, const float* dh,
                               float* dz, ScaleShiftGradient to, float* dbias) const {
    if (dbias) std::fill_n(dbias, width, 0.0F);
    by.repeat = pixels;
    activation_loops().backward(n * pixels, width, by, arrays[u], arrays[slope], dh, dz, to, dbias);
}

}  // namespace drift::network
