// Hot loops of the networks, compiled for each instruction set. All arrays are float, rows contiguous.
#pragma once

#include <cstddef>

#include "kernel/instruction_set.hpp"

namespace drift::kernel {

/// silu(a) = a / (1 + exp(-a));  gelu(a) = a Phi(a), Phi the normal distribution and not its tanh form;
/// relu(a) = max(a, 0);  tanh(a).
enum class Activation { silu, gelu, relu, tanh };

/// What scales and shifts a layer's pre-activation, row by row; null pointers when nothing does.
struct Modulation {
    const float* scale = nullptr;  // (n, width), rows `stride` apart: added to 1
    const float* shift = nullptr;
    std::size_t stride = 0;
};

/// The gradients of the same, written.
struct ModulationGradient {
    float* scale = nullptr;
    float* shift = nullptr;
    std::size_t stride = 0;
};

/// The constants of one update of Adam, Kingma & Ba (2014), arXiv:1412.6980, with the decoupled decay of
/// Loshchilov & Hutter (2017), arXiv:1711.05101.
struct AdamStep {
    float rate, beta1, beta2, epsilon;
    float correction1, correction2;  // 1 / (1 - beta^k)
    float decay;                     // the weight's share lost in this step: rate times weight decay
    float scale;                     // of the gradient, below 1 when it is clipped
};

/// The constants of one update of gradient descent with momentum.
struct DescentStep {
    float rate, momentum;
    float scale;  // of the gradient
};

struct NetworkLoops {
    /// u = z + bias;  a = (1 + scale) u + shift;  h = skip + f(a).  skip may be null. slope, unless null,
    /// gets f'(a), and then z (n, width) becomes u where something modulates it.
    void (*activation)(Activation f, std::size_t n, std::size_t width, const float* bias, Modulation by,
                       const float* skip, float* z, float* slope, float* h);

    /// The reverse: dh = dloss/dh. dz, the modulation's gradients, and dbias += the sum of dz over the rows;
    /// dz alone when dbias is null.
    void (*activation_backward)(std::size_t n, std::size_t width, Modulation by, const float* u,
                                const float* slope, const float* dh, float* dz, ModulationGradient to,
                                float* dbias);

    /// sin and cos of a (n, count) array of angles: out (n, 2 count), the sines first; rows `stride` apart.
    void (*waves)(std::size_t n, std::size_t count, const float* angles, float* out, std::size_t stride);

    /// The reverse of waves(): dangles = cos dsin - sin dcos, with dout as out and its rows as far apart.
    void (*waves_backward)(std::size_t n, std::size_t count, const float* out, const float* dout,
                           float* dangles, std::size_t stride);

    /// angles (n, count) = x (n) times rates (count).
    void (*outer)(std::size_t n, std::size_t count, const float* x, const float* rates, float* angles);

    /// out (width) += the sum over the rows of x (n, width).
    void (*sum_rows)(std::size_t n, std::size_t width, const float* x, float* out);

    /// x (n, width) += row (width).
    void (*add_row)(std::size_t n, std::size_t width, const float* row, float* x);

    /// One update of `count` parameters: the gradient is the sum of `slices` arrays in their order.
    void (*adam)(std::size_t count, const float* const* gradients, std::size_t slices, const AdamStep& step,
                 float* parameters, float* mean, float* square);
    void (*sgd)(std::size_t count, const float* const* gradients, std::size_t slices, const DescentStep& step,
                float* parameters, float* mean);

    /// total (count) = the sum of the arrays in their order, of which it may be the first; the sum of its
    /// squares.
    double (*total)(std::size_t count, const float* const* gradients, std::size_t slices, float* total);

    /// q (count) += share (p - q).
    void (*approach)(std::size_t count, float share, const float* p, float* q);

    static const NetworkLoops v2, v3, v4;
};

inline const NetworkLoops& network_loops() { return of_processor<NetworkLoops>(); }

}  // namespace drift::kernel
