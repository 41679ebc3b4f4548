#include "network/modulation.hpp"

namespace drift::network {

Modulation::Modulation(Layout& layout, Plan& plan, std::size_t condition, std::size_t width_,
                       std::size_t layers)
    : width(width_),
      linear(layout, "modulation", condition, 2 * width * layers),
      values(plan.add(linear.out)),
      dvalues(plan.add_for_backward(linear.out)) {}

void Modulation::forward(const float* parameters, std::size_t m, const float* e,
                         const Activations& arrays) const {
    linear.forward(parameters, m, e, arrays[values]);
}

void Modulation::backward(const float* parameters, std::size_t n, const float* e, const Activations& arrays,
                          float* gradient, float* de) const {
    linear.backward(parameters, n, e, arrays[dvalues], gradient, de);
}

ScaleShift Modulation::of(std::size_t layer, std::size_t m, const Activations& arrays) const {
    const float* scale = arrays[values] + 2 * layer * width;
    return {.scale = scale, .shift = scale + width, .stride = m == 1 ? 0 : linear.out};
}

ScaleShiftGradient Modulation::gradient_of(std::size_t layer, const Activations& arrays) const {
    float* scale = arrays[dvalues] + 2 * layer * width;
    return {.scale = scale, .shift = scale + width, .stride = linear.out};
}

}  // namespace drift::network
