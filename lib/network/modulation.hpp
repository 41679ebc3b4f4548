// Modulation: a condition scales and shifts the pre-activations of several layers.
#pragma once

#include "network/activation.hpp"
#include "network/linear.hpp"

namespace drift::network {

/// For each layer `width` scales, then as many shifts; all are one linear map of the condition e, the tensors
/// `modulation.weight` and `.bias`. It starts as no modulation: all zero.
/// Perez et al. (2017), arXiv:1709.07871.
struct Modulation {
    std::size_t width;
    Linear linear;                // from e to 2 width * layers
    Plan::Array values, dvalues;  // (m, 2 width * layers), (n, the same)

    Modulation(Layout& layout, Plan& plan, std::size_t condition, std::size_t width, std::size_t layers);

    /// e (m, condition).
    void forward(const float* parameters, std::size_t m, const float* e, const Activations& arrays) const;

    /// After every layer has written its gradient_of(): de (n, condition).
    void backward(const float* parameters, std::size_t n, const float* e, const Activations& arrays,
                  float* gradient, float* de) const;

    /// What forward has written for a layer, from m rows.
    ScaleShift of(std::size_t layer, std::size_t m, const Activations& arrays) const;

    /// Where the layer's activation writes the gradient of the same.
    ScaleShiftGradient gradient_of(std::size_t layer, const Activations& arrays) const;
};

}  // namespace drift::network
