#include "network/linear.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "derivatives.hpp"
#include "distance.hpp"

using namespace drift::all;

namespace {

struct Example {
    Layout layout;
    Linear layer{layout, "layer", 7, 5};
    std::size_t n = 4;
    std::vector<float> parameters = normals(layout.size(), "parameters"), x = normals(n * 7, "x"),
                       dy = normals(n * 5, "dy");

    std::vector<float> forward(const std::vector<float>& at, const std::vector<float>& input) const {
        std::vector<float> y(n * layer.out);
        layer.forward(at.data(), n, input.data(), y.data());
        return y;
    }
};

}  // namespace

// y is linear in x and in (W, b), so that any step is right but for rounding.
TEST_CASE("the linear layer's backward pass is the transpose of its forward pass, in x and in its tensors") {
    const Example of;
    std::vector<float> gradient(of.layout.size(), 0.0F), dx(of.x.size(), 99.0F);
    std::fill_n(&gradient[of.layer.bias], of.layer.out, 99.0F);  // all is written
    of.layer.backward(of.parameters.data(), of.n, of.x.data(), of.dy.data(), gradient.data(), dx.data());
    check_backward([&](const std::vector<float>& x) { return of.forward(of.parameters, x); }, of.x, of.dy, dx,
                   1);
    check_backward([&](const std::vector<float>& at) { return of.forward(at, of.x); }, of.parameters, of.dy,
                   gradient, 1);
}

TEST_CASE("the linear layer leaves out the gradient that nobody asks for, and changes no bit of the other") {
    const Example of;
    std::vector<float> gradient(of.layout.size(), 0.0F), dx(of.x.size()), alone = gradient, dx_alone = dx;
    const auto backward = [&](float* to, float* dx_to) {
        of.layer.backward(of.parameters.data(), of.n, of.x.data(), of.dy.data(), to, dx_to);
    };
    backward(gradient.data(), dx.data());
    backward(alone.data(), nullptr);
    backward(nullptr, dx_alone.data());
    CHECK(alone == gradient);
    CHECK(dx_alone == dx);
}

TEST_CASE("the products of a linear layer's inputs, part by part, are those of all of them") {
    const Example of;
    const Linear& layer = of.layer;
    const Linear::Inputs parts[] = {{0, 3}, {3, 4}};
    std::vector<float> whole(of.n * layer.out), sum(whole.size());
    std::vector<float> gradient(of.layout.size(), 0.0F), by_parts = gradient, dx(of.x.size()), dx_part;
    layer.product(of.parameters.data(), of.n, layer.all(), of.x.data(), 0, whole.data());
    layer.product_backward(of.parameters.data(), of.n, layer.all(), of.x.data(), of.dy.data(),
                           gradient.data(), 0, dx.data());
    for (const Linear::Inputs& part : parts) {
        std::vector<float> x;
        for (std::size_t i = 0; i < of.n; ++i)
            for (std::size_t j = 0; j < part.count; ++j) x.push_back(of.x[i * layer.in + part.first + j]);
        dx_part.resize(x.size());
        layer.product(of.parameters.data(), of.n, part, x.data(), part.first ? 1 : 0, sum.data());
        layer.product_backward(of.parameters.data(), of.n, part, x.data(), of.dy.data(), by_parts.data(), 0,
                               dx_part.data());
        for (std::size_t i = 0; i < of.n; ++i)
            for (std::size_t j = 0; j < part.count; ++j)
                CHECK(dx_part[i * part.count + j] == dx[i * layer.in + part.first + j]);
    }
    CHECK(by_parts == gradient);
    CHECK(distance(sum, whole) < 7 * 16 * 0x1p-24);  // 7 products below 16, each rounded to 2^-24
}
