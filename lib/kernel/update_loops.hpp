// Hot loops of an update: the sum of the slices' gradients, the optimisers, and moving averages.
#pragma once

#include <cstddef>

#include "kernel/instruction_set.hpp"

namespace drift::kernel {

/// The constants of one update by Adam, Kingma & Ba (2014), arXiv:1412.6980, with the decoupled weight decay
/// of Loshchilov & Hutter (2017), arXiv:1711.05101.
struct AdamStep {
    float rate, beta1, beta2, epsilon;
    float correction1, correction2;  // 1 / (1 - beta^k) at update k
    float decay;                     // learning rate times weight decay
    float scale;                     // of the gradient, below 1 if it is clipped
};

/// The constants of one update by gradient descent with momentum.
struct SgdStep {
    float rate, momentum;
    float scale;  // of the gradient
};

/// Arrays are float and have `count` numbers. The gradient is the sum of `slices` arrays in their order.
struct UpdateLoops {
    /// The update of parameters, and of the moving averages of the gradient and of its square.
    void (*adam)(std::size_t count, const float* const* gradients, std::size_t slices, const AdamStep& step,
                 float* parameters, float* mean, float* square);

    /// The update of parameters and momentum.
    void (*sgd)(std::size_t count, const float* const* gradients, std::size_t slices, const SgdStep& step,
                float* parameters, float* momentum);

    /// sum = the gradient; it may stand in the place of the first slice's. Returns its squared norm.
    double (*sum)(std::size_t count, const float* const* gradients, std::size_t slices, float* sum);

    /// q += weight (p - q): linear interpolation from q to p.
    void (*lerp)(std::size_t count, float weight, const float* p, float* q);

    static const UpdateLoops v2, v3, v4;
};

inline const UpdateLoops& update_loops() { return of_processor<UpdateLoops>(); }

}  // namespace drift::kernel
