#include "network/modulation.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "derivatives.hpp"

using namespace drift::all;

namespace {

constexpr std::size_t n = 3, size = 6, layers = 3;
const std::vector<std::size_t> widths{5, 2, 7};

struct Example {
    Layout layout;
    Plan plan;
    Modulation layer{layout, plan, "level.1.modulation", size, widths};
    std::vector<float> parameters = normals(layout.size(), "parameters"), e = normals(n * size, "e"),
                       dy = normals(n * 2 * (5 + 2 + 7), "dy");

    // The scales and shifts of all layers, row by row.
    std::vector<float> forward(const std::vector<float>& at, const std::vector<float>& from) const {
        const Activations arrays(plan, n, false);
        layer.forward(at.data(), n, from.data(), arrays);
        std::vector<float> all;
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t l = 0; l < layers; ++l) {
                const ScaleShift by = layer.of(l, n, arrays);
                for (const float* row : {by.scale + i * by.stride, by.shift + i * by.stride})
                    all.insert(all.end(), row, row + widths[l]);
            }
        return all;
    }
};

}  // namespace

TEST_CASE(
    "modulation's backward pass is the transpose of its forward pass, in the condition and its tensors") {
    const Example of;
    const Activations arrays(of.plan, n, true);
    const float* dy = of.dy.data();
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t l = 0; l < layers; ++l) {
            const ScaleShiftGradient to = of.layer.gradient_of(l, arrays);
            std::copy_n(dy, widths[l], to.scale + i * to.stride), dy += widths[l];
            std::copy_n(dy, widths[l], to.shift + i * to.stride), dy += widths[l];
        }
    std::vector<float> gradient(of.layout.size(), 0.0F), de(n * size, 99.0F);
    of.layer.backward(of.parameters.data(), n, of.e.data(), arrays, gradient.data(), de.data());
    check_backward([&](const std::vector<float>& e) { return of.forward(of.parameters, e); }, of.e, of.dy, de,
                   1);
    check_backward([&](const std::vector<float>& at) { return of.forward(at, of.e); }, of.parameters, of.dy,
                   gradient, 1);
}

TEST_CASE("one row of a condition modulates all rows of a slice") {
    const Example of;
    const Activations arrays(of.plan, n, false);
    of.layer.forward(of.parameters.data(), 1, of.e.data(), arrays);
    CHECK(of.layer.of(0, 1, arrays).stride == 0);
    CHECK(of.layer.of(1, 1, arrays).scale == of.layer.of(0, 1, arrays).shift + widths[0]);
    CHECK(of.layer.of(2, 1, arrays).scale == of.layer.of(1, 1, arrays).shift + widths[1]);
}

TEST_CASE("a network may have a modulation for each of its levels, under names of their own") {
    Layout layout;
    Plan plan;
    const Modulation fine(layout, plan, "level.1.modulation", size, {64, 64}),
        coarse(layout, plan, "level.2.modulation", size, {128});
    CHECK(fine.linear.out == 256);
    CHECK(coarse.linear.out == 256);
    CHECK(layout.tensors()[0].name == "level.1.modulation.weight");
    CHECK(layout.tensors()[3].name == "level.2.modulation.bias");
}
