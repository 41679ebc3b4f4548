#include "network/linear.hpp"

#include <algorithm>
#include <cmath>

#include "kernel/gemm.hpp"
#include "kernel/row_loops.hpp"

namespace drift::network {

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

void Linear::forward(const float* parameters, std::size_t n, const float* x, float* y) const {
    product(parameters, n, all(), x, 0, y);
    row_loops().add_row(n, out, parameters + bias, y);
}

void Linear::backward(const float* parameters, std::size_t n, const float* x, const float* dy,
                      float* gradient, float* dx) const {
    if (gradient) {
        std::fill_n(gradient + bias, out, 0.0F);
        row_loops().sum_rows(n, out, dy, gradient + bias);
    }
    product_backward(parameters, n, all(), x, dy, gradient, 0, dx);
}

void Linear::product(const float* parameters, std::size_t n, Inputs at, const float* x, float beta,
                     float* y) const {
    gemm(false, true, n, out, at.count, x, at.count, parameters + weight + at.first, in, beta, y, out);
}

void Linear::product_backward(const float* parameters, std::size_t n, Inputs at, const float* x,
                              const float* dy, float* gradient, float beta, float* dx) const {
    if (gradient)
        gemm(true, false, out, at.count, n, dy, out, x, at.count, 0, gradient + weight + at.first, in);
    if (dx)
        gemm(false, false, n, at.count, out, dy, out, parameters + weight + at.first, in, beta, dx, at.count);
}

}  // namespace drift::network
