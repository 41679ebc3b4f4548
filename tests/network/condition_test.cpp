#include "network/condition.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "derivatives.hpp"

using namespace drift::all;

namespace {

const std::size_t n = 3;
const std::vector<float> times = {0.1F, 0.5F, 0.93F};
const std::vector<int> labels = {0, 2, 1};
const Batch rows{n, nullptr, times.data(), labels.data()};

}  // namespace

TEST_CASE("the embedded condition's gradient agrees with differences") {
    Layout layout;
    Plan plan;
    const std::size_t size = 6;
    EmbeddedCondition layer(layout, plan, size);
    layer.add_classes(layout, 2);
    std::vector<float> parameters = normals(layout.size(), "parameters");
    for (float& value : parameters) value *= 0.3F;
    const std::vector<float> de = normals(n * size, "de");
    const auto forward = [&](const std::vector<float>& at) {
        const Activations arrays(plan, n, false);
        layer.forward(at.data(), n, rows, arrays);
        return std::vector<float>(arrays[layer.e], arrays[layer.e] + n * size);
    };
    const Activations arrays(plan, n, true);
    layer.forward(parameters.data(), n, rows, arrays);
    std::copy(de.begin(), de.end(), arrays[layer.de]);
    std::vector<float> gradient(layout.size(), 0.0F);
    layer.backward(parameters.data(), rows, arrays, gradient.data());
    check_backward(forward, parameters, de, gradient);
}

TEST_CASE(
    "the concatenated condition holds time and class side by side, and its gradient is that of the table") {
    for (const bool sinusoidal : {false, true}) {
        CAPTURE(sinusoidal);
        Layout layout;
        Plan plan;
        ConcatenatedCondition layer(plan, sinusoidal, 4);
        layer.add_classes(layout, 2);
        const std::size_t size = layer.size(), time = size - 4;
        CHECK(time == (sinusoidal ? 64 : 1));
        const std::vector<float> parameters = normals(layout.size(), "parameters"),
                                 dc = normals(n * size, "dc");
        const auto forward = [&](const std::vector<float>& at) {
            const Activations arrays(plan, n, false);
            layer.forward(at.data(), n, rows, arrays);
            return std::vector<float>(arrays[layer.c], arrays[layer.c] + n * size);
        };
        const Activations arrays(plan, n, true);
        for (std::size_t i = 0; i < n; ++i)
            std::copy_n(&dc[i * size + time], 4, arrays[layer.dclass] + i * 4);
        std::vector<float> gradient(layout.size(), 0.0F);
        layer.backward(rows, arrays, gradient.data());
        check_backward(forward, parameters, dc, gradient, 1);
        if (!sinusoidal) CHECK(forward(parameters)[size] == times[1]);
    }
}
