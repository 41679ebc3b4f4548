// The linear layer, forward and backward.
#pragma once

#include "network/parameters.hpp"

namespace drift::network {

/// y = x W^T + b with W (out, in) as PyTorch keeps it: tensors `name.weight` and `name.bias`.
struct Linear {
    std::size_t in, out;
    std::size_t weight, bias;  // offsets in the parameters

    Linear(Layout& layout, const std::string& name, std::size_t in, std::size_t out);

    /// Both uniform on +-1 / sqrt(in).
    void initialise(const Random& random, const Layout& layout, float* parameters) const;

    /// Neighbours among the inputs: arrays of them have rows `count` apart.
    struct Inputs {
        std::size_t first, count;
    };
    Inputs all() const { return {0, in}; }

    /// y (n, out) = x W^T + keep y, for x (n, count) that enters at these inputs; the bias is left to what
    /// comes next.
    void product(const float* parameters, std::size_t n, Inputs at, const float* x, float* y,
                 float keep) const;

    /// y = x W^T + b.
    void forward(const float* parameters, std::size_t n, const float* x, float* y) const;

    /// From dy (n, out): the gradient of these inputs' weights, written.
    void weight_gradient(std::size_t n, Inputs at, const float* x, const float* dy, float* gradient) const;

    /// dx (n, count) = dy W + keep dx, for these inputs.
    void input_gradient(const float* parameters, std::size_t n, const float* dy, Inputs at, float* dx,
                        float keep) const;
};

}  // namespace drift::network
