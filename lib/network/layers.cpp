// Matrix products of the linear layer.
#include "network/layers.hpp"

#include <cmath>

#include "core/gemm.hpp"
#include "network/loops.hpp"

namespace drift {

Linear::Linear(Layout& layout, const std::string& name, std::size_t in_, std::size_t out_)
    : in(in_),
      out(out_),
      weight(layout.add(name + ".weight", {out_, in_})),
      bias(layout.add(name + ".bias", {out_})) {}

void Linear::initialise(const Random& random, const Layout& layout, float* parameters) const {
    const float bound = 1.0F / std::sqrt(static_cast<float>(in));
    draw_uniform(random, layout, weight, bound, parameters);
    draw_uniform(random, layout, bias, bound, parameters);
}

void Linear::product(const float* parameters, std::size_t n, const float* x, float* y) const {
    gemm(false, true, n, out, in, x, in, parameters + weight, in, 0, y, out);
}

void Linear::forward(const float* parameters, std::size_t n, const float* x, float* y) const {
    product(parameters, n, x, y);
    network_loops().add_row(n, out, parameters + bias, y);
}

void Linear::weight_gradient(std::size_t n, const float* x, const float* dy, float* gradient) const {
    gemm(true, false, out, in, n, dy, out, x, in, 0, gradient + weight, in);
}

void Linear::input_gradient(const float* parameters, std::size_t n, const float* dy, std::size_t first,
                            float* dx, float keep) const {
    gemm(false, false, n, first, out, dy, out, parameters + weight, in, keep, dx, first);
}

}  // namespace drift
