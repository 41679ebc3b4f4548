#include "network/condition.hpp"

#include <algorithm>

namespace drift::network {
namespace {

constexpr std::size_t frequencies = 32;  // of t

}  // namespace

EmbeddedCondition::EmbeddedCondition(Layout& layout, Plan& plan, std::size_t size)
    : sinusoids(plan, frequencies),
      linear(layout, "time", sinusoids.size(), size),
      silu(plan, Activation::silu, size, plan.add(size)),
      g(plan.add(sinusoids.size())),
      e(plan.add(size)),
      de(plan.add_for_backward(size)) {}

void EmbeddedCondition::add_classes(Layout& layout, std::size_t count) {
    classes.emplace(layout, "class.weight", count, linear.out);
}

void EmbeddedCondition::initialise(const Random& random, const Layout& layout, float* parameters) const {
    linear.initialise(random, layout, parameters);
    if (classes) classes->initialise(random, parameters);
}

void EmbeddedCondition::forward(const float* parameters, std::size_t m, const Batch& rows,
                                const Activations& arrays) const {
    sinusoids.forward(m, rows.t, arrays, arrays[g], sinusoids.size());
    linear.product(parameters, m, linear.all(), arrays[g], 0, arrays[silu.u]);
    if (classes) classes->forward(parameters, m, rows.labels, arrays[silu.u], linear.out);
    silu.forward(m, parameters + linear.bias, {}, nullptr, arrays, arrays[e]);
}

void EmbeddedCondition::backward(const float* parameters, const Batch& rows, const Activations& arrays,
                                 float* gradient) const {
    float* dz = arrays[de];
    silu.backward(rows.n, {}, arrays, arrays[de], dz, {}, gradient + linear.bias);
    if (classes) classes->backward(rows.n, rows.labels, dz, gradient);
    linear.product_backward(parameters, rows.n, linear.all(), arrays[g], dz, gradient, 0, nullptr);
}

ConcatenatedCondition::ConcatenatedCondition(Plan& plan, bool sinusoidal, std::size_t class_size_)
    : sinusoids(sinusoidal ? std::optional<SinusoidalEmbedding>(std::in_place, plan, frequencies)
                           : std::nullopt),
      time_size(sinusoids ? sinusoids->size() : 1),
      class_size(class_size_),
      c(plan.add(size())),
      dclass(plan.add_for_backward(class_size)) {}

void ConcatenatedCondition::add_classes(Layout& layout, std::size_t count) {
    classes.emplace(layout, "class.weight", count, class_size);
}

void ConcatenatedCondition::initialise(const Random& random, float* parameters) const {
    if (classes) classes->initialise(random, parameters);
}

void ConcatenatedCondition::forward(const float* parameters, std::size_t m, const Batch& rows,
                                    const Activations& arrays) const {
    float* of_class = arrays[c] + time_size;
    if (sinusoids)
        sinusoids->forward(m, rows.t, arrays, arrays[c], size());
    else
        for (std::size_t i = 0; i < m; ++i) arrays[c][i * size()] = rows.t[i];
    if (!classes) return;
    for (std::size_t i = 0; i < m; ++i) std::fill_n(of_class + i * size(), class_size, 0.0F);
    classes->forward(parameters, m, rows.labels, of_class, size());
}

void ConcatenatedCondition::backward(const Batch& rows, const Activations& arrays, float* gradient) const {
    if (classes) classes->backward(rows.n, rows.labels, arrays[dclass], gradient);
}

}  // namespace drift::network
