// Modulation: a condition scales and shifts the pre-activations of several layers.
#pragma once

#include <string>
#include <vector>

#include "network/activation.hpp"
#include "network/linear.hpp"

namespace drift::network {

/// For each layer as many scales as it is wide, then as many shifts; all are one linear map of the condition e, the
/// tensors `name.weight` and `name.bias`. It starts as no modulation: all zero. A network of several levels may have
/// one of all its layers, or one per level.
/// Perez et al. (2017), arXiv:1709.07871.
struct Modulation {
    std::vector<std::size_t> widths, places;  // of the layers; where their scales begin
    Linear linear;                            // from e to 2 (sum of widths)
    Plan::Array values, dvalues;              // (m, linear.out), (n, the same)

    Modulation(Layout& layout, Plan& plan, const std::string& name, std::size_t condition,
               std::vector<std::size_t> widths);

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
