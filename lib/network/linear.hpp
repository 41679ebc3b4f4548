// The linear layer.
#pragma once

#include <string>

#include "network/parameters.hpp"

namespace drift::network {

/// y = x W^T + b with W (out, in) as PyTorch keeps it: tensors `name.weight` and `name.bias`.
struct Linear {
    std::size_t in, out;
    std::size_t weight, bias;  // offsets in the parameters

    Linear(Layout& layout, const std::string& name, std::size_t in, std::size_t out);

    /// Both uniform on +-1 / sqrt(in).
    void initialise(const Random& random, const Layout& layout, float* parameters) const;

    /// x (n, in), y (n, out).
    void forward(const float* parameters, std::size_t n, const float* x, float* y) const;
    void backward(const float* parameters, std::size_t n, const float* x, const float* dy, float* gradient,
                  float* dx) const;

    /// Some of the inputs. An array of them has rows of `count` numbers: a layer that sees two arrays side by
    /// side is the sum of two products, and need not copy them into one.
    struct Inputs {
        std::size_t first, count;
    };
    Inputs all() const { return {0, in}; }

    /// y (n, out) = x W^T + beta y for x (n, count), these inputs. The bias is left to what comes next.
    void product(const float* parameters, std::size_t n, Inputs at, const float* x, float beta,
                 float* y) const;

    /// The gradient of these inputs' weights, and dx (n, count) = dy W + beta dx.
    void product_backward(const float* parameters, std::size_t n, Inputs at, const float* x, const float* dy,
                          float* gradient, float beta, float* dx) const;
};

}  // namespace drift::network
