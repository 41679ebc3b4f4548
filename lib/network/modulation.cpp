#include "network/modulation.hpp"

#include <numeric>

namespace drift::network {
namespace {

std::vector<std::size_t> places_of(const std::vector<std::size_t>& widths) {
    std::vector<std::size_t> places;
    std::size_t place = 0;
    for (const std::size_t width : widths) {
        places.push_back(place);
        place += 2 * width;
    }
    return places;
}

}  // namespace

Modulation::Modulation(Layout& layout, Plan& plan, const std::string& name, std::size_t condition,
                       std::vector<std::size_t> widths_)
    : widths(std::move(widths_)),
      places(places_of(widths)),
      linear(layout, name, condition, 2 * std::accumulate(widths.begin(), widths.end(), std::size_t{0})),
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
    const float* scale = arrays[values] + places[layer];
    return {.scale = scale, .shift = scale + widths[layer], .stride = m == 1 ? 0 : linear.out};
}

ScaleShiftGradient Modulation::gradient_of(std::size_t layer, const Activations& arrays) const {
    float* scale = arrays[dvalues] + places[layer];
    return {.scale = scale, .shift = scale + widths[layer], .stride = linear.out};
}

}  // namespace drift::network
