#include "network/embedding.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "derivatives.hpp"
#include "distance.hpp"

using namespace drift::all;

// The angle 1000 t is rounded to 2^-24 of itself.
TEST_CASE("the sinusoidal embedding has frequencies from 1 to 1000 in geometric steps, sines first") {
    Plan plan;
    const SinusoidalEmbedding embedding(plan, 4);
    const Activations arrays(plan, 2, false);
    const std::vector<float> t = {0.25F, 0.875F};
    std::vector<float> out(2 * 9, 99.0F);
    embedding.forward(2, t.data(), arrays, out.data(), 9);
    for (std::size_t i = 0; i < 2; ++i) {
        for (std::size_t j = 0; j < 4; ++j) {
            const double angle = std::pow(10.0, static_cast<double>(j)) * double{t[i]};
            CHECK(std::abs(double{out[9 * i + j]} - std::sin(angle)) < 1e-4);
            CHECK(std::abs(double{out[9 * i + 4 + j]} - std::cos(angle)) < 1e-4);
        }
        CHECK(out[9 * i + 8] == 99);  // the gap between rows
    }
}

TEST_CASE(
    "Fourier features: their backward pass agrees with differences, and their frequencies are not trained") {
    Layout layout;
    Plan plan;
    const std::size_t n = 3, d = 2;
    const FourierFeatures layer(layout, plan, "frequencies", d, 5, 1.5F);
    CHECK(layout.trained_size() == 0);
    std::vector<float> parameters(layout.size());
    layer.initialise(Random(1, "network"), parameters.data());
    const std::vector<float> x = normals(n * d, "x"), dy = normals(n * layer.size(), "dy");
    const auto forward = [&](const std::vector<float>& at) {
        const Activations arrays(plan, n, false);
        layer.forward(parameters.data(), n, at.data(), arrays);
        return std::vector<float>(arrays[layer.features], arrays[layer.features] + n * layer.size());
    };
    const Activations arrays(plan, n, true);
    layer.forward(parameters.data(), n, x.data(), arrays);
    std::copy(dy.begin(), dy.end(), arrays[layer.dfeatures]);
    std::vector<float> dx(n * d, 0.5F);
    layer.backward(parameters.data(), n, arrays, dx.data());
    for (float& value : dx) value -= 0.5F;  // it adds
    check_backward(forward, x, dy, dx, 0x1p-9F);
}

TEST_CASE("a class embedding's backward pass is the transpose of its forward pass") {
    Layout layout;
    const ClassEmbedding layer(layout, "class.weight", 2, 3);
    const std::size_t n = 4;
    const std::vector<int> labels = {2, 0, 2, 1};
    const std::vector<float> table = normals(layout.size(), "table"), dy = normals(n * 3, "dy");
    const auto forward = [&](const std::vector<float>& at) {
        std::vector<float> out(n * 3, 0.0F);
        layer.forward(at.data(), n, labels.data(), out.data(), 3);
        return out;
    };
    std::vector<float> gradient(layout.size(), 0.0F);
    layer.backward(n, labels.data(), dy.data(), gradient.data());
    check_backward(forward, table, dy, gradient, 1);
    const std::vector<float> out = forward(table);
    CHECK(out[0] == table[6]);  // the row of class 2
    CHECK(out[0] == out[6]);
}
