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
    Plan plan{};
    FusedActivation layer{plan, f, width, plan.add(width)};
    std::size_t z = 0, bias = n * width, scale = bias + width, shift = scale + n * width,
                skip = shift + n * width;
    std::vector<float> inputs = normals(skip + n * width, "inputs"), dh = normals(n * width, "dh");

    ScaleShift by(const std::vector<float>& from) const {
        if (!modulated) return {};
        return {.scale = &from[scale], .shift = &from[shift], .stride = width};
    }

    std::vector<float> forward(const std::vector<float>& from, const Activations& arrays) const {
        std::vector<float> h(n * width);
        std::copy_n(&from[z], n * width, arrays[layer.u]);
        layer.forward(n, &from[bias], by(from), residual ? &from[skip] : nullptr, arrays, h.data());
        return h;
    }
};

}  // namespace

TEST_CASE(
    "the fused activation's backward pass agrees with differences of its forward pass, in every input") {
    for (const Activation f : {Activation::silu, Activation::gelu, Activation::relu, Activation::tanh})
        for (const bool modulated : {false, true})
            for (const bool residual : {false, true}) {
                CAPTURE(static_cast<int>(f));
                CAPTURE(modulated);
                CAPTURE(residual);
                const Example of{.f = f, .modulated = modulated, .residual = residual};
                const Activations arrays(of.plan, n, true);
                of.forward(of.inputs, arrays);
                std::vector<float> gradient(of.inputs.size(), 0.0F);
                std::fill_n(&gradient[of.z], modulated ? of.skip : of.scale, 99.0F);  // all is written
                const ScaleShiftGradient to = {
                    .scale = &gradient[of.scale], .shift = &gradient[of.shift], .stride = width};
                of.layer.backward(n, of.by(of.inputs), arrays, of.dh.data(), &gradient[of.z],
                                  modulated ? to : ScaleShiftGradient{}, &gradient[of.bias]);
                if (residual)
                    std::copy(of.dh.begin(), of.dh.end(), gradient.begin() + static_cast<long>(of.skip));
                // relu is exact unless a pre-activation crosses 0: with this seed none does within h
                const float h = f == Activation::relu ? 0x1p-11F : 0x1p-7F;
                const Activations scratch(of.plan, n, false);
                check_backward([&](const std::vector<float>& at) { return of.forward(at, scratch); },
                               of.inputs, of.dh, gradient, h);
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
