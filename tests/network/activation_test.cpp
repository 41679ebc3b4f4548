#include "network/activation.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "derivatives.hpp"

using namespace drift::all;

namespace {

constexpr std::size_t n = 3, width = 19;

// h as a function of z, bias, scale, shift and skip, one after the other; the last three may be absent.
struct Example {
    Activation f;
    bool modulated, residual;
    std::size_t pixels = 1, all = n * pixels * width;
    Plan plan{};
    FusedActivation layer{plan, f, width, plan.add(pixels* width), pixels};
    std::size_t z = 0, bias = all, scale = bias + width, shift = scale + n * width, skip = shift + n * width;
    std::vector<float> inputs = normals(skip + all, "inputs"), dh = normals(all, "dh");

    ScaleShift by(const std::vector<float>& from) const {
        if (!modulated) return {};
        return {.scale = &from[scale], .shift = &from[shift], .stride = width};
    }

    std::vector<float> forward(const std::vector<float>& from, const Activations& arrays) const {
        std::vector<float> h(all);
        std::copy_n(&from[z], all, arrays[layer.u]);
        layer.forward(n, &from[bias], by(from), residual ? &from[skip] : nullptr, arrays, h.data());
        return h;
    }

    // Of all inputs, by the backward pass.
    std::vector<float> gradient() const {
        const Activations arrays(plan, n, true);
        forward(inputs, arrays);
        std::vector<float> to(inputs.size(), 0.0F);
        std::fill_n(&to[z], modulated ? skip : scale, 99.0F);  // all is written
        const ScaleShiftGradient of_condition = {.scale = &to[scale], .shift = &to[shift], .stride = width};
        layer.backward(n, by(inputs), arrays, dh.data(), &to[z],
                       modulated ? of_condition : ScaleShiftGradient{}, &to[bias]);
        if (residual) std::copy(dh.begin(), dh.end(), to.begin() + static_cast<long>(skip));
        return to;
    }
};

}  // namespace

TEST_CASE(
    "the fused activation's backward pass agrees with differences of its forward pass, in every input") {
    for (const Activation f : {Activation::silu, Activation::gelu, Activation::relu, Activation::tanh})
        for (const bool modulated : {false, true})
            for (const bool residual : {false, true})
                for (const std::size_t pixels : {1, 4}) {
                    CAPTURE(static_cast<int>(f));
                    CAPTURE(modulated);
                    CAPTURE(residual);
                    CAPTURE(pixels);
                    const Example of{.f = f, .modulated = modulated, .residual = residual, .pixels = pixels};
                    // relu is exact unless a pre-activation crosses 0: with this seed none does within h
                    const float h = f == Activation::relu ? 0x1p-11F : 0x1p-7F;
                    const Activations scratch(of.plan, n, false);
                    check_backward([&](const std::vector<float>& at) { return of.forward(at, scratch); },
                                   of.inputs, of.dh, of.gradient(), h);
                }
}

TEST_CASE("the pixels of a row share its condition: they are rows with that condition repeated") {
    constexpr std::size_t pixels = 5;
    const Example of{.f = Activation::silu, .modulated = true, .residual = false, .pixels = pixels};
    const Activations arrays(of.plan, n, false);
    const std::vector<float> h = of.forward(of.inputs, arrays);
    Plan plan;
    const FusedActivation each(plan, Activation::silu, width, plan.add(width));
    for (std::size_t i = 0; i < n * pixels; ++i) {
        const Activations one(plan, 1, false);
        std::vector<float> alone(width);
        std::copy_n(&of.inputs[of.z + i * width], width, one[each.u]);
        each.forward(1, &of.inputs[of.bias],
                     {.scale = &of.inputs[of.scale + i / pixels * width],
                      .shift = &of.inputs[of.shift + i / pixels * width],
                      .stride = 0},
                     nullptr, one, alone.data());
        CHECK(std::equal(alone.begin(), alone.end(), &h[i * width]));
    }
}

TEST_CASE("without a gradient of the bias the activation passes the same dz down") {
    const Example of{.f = Activation::silu, .modulated = true, .residual = false};
    const Activations arrays(of.plan, n, true);
    of.forward(of.inputs, arrays);
    std::vector<float> dz(n * width), alone = dz, dscale = dz, dshift = dz, dbias(width);
    of.layer.backward(n, of.by(of.inputs), arrays, of.dh.data(), dz.data(),
                      {.scale = dscale.data(), .shift = dshift.data(), .stride = width}, dbias.data());
    of.layer.backward(n, of.by(of.inputs), arrays, of.dh.data(), alone.data(), {}, nullptr);
    CHECK(alone == dz);
}
