#include "network/ema.hpp"

#include <algorithm>
#include <cmath>

namespace drift::network {
namespace {

Setting decay() { return {"decay", "0.999", "decay per update, in [0, 1)"}; }

double decay_of(const Spec& spec) { return spec.number("decay", 0, 0.9999999); }

Registered<MakeEma> warmup() {
    return {{"warmup", {decay()}, "exponential, short at first"}, [](const Spec& spec) {
                return Ema{.kind = Ema::Kind::warmup, .b = decay_of(spec), .spec = spec.canonical()};
            }};
}

Registered<MakeEma> constant() {
    return {{"constant", {decay()}, "exponential"}, [](const Spec& spec) {
                return Ema{.kind = Ema::Kind::constant, .b = decay_of(spec), .spec = spec.canonical()};
            }};
}

Registered<MakeEma> power() {
    return {{"power",
             {{"width", "0.1", "width relative to the training's length, 0.001 to 0.288675"}},
             "grows with the training",
             "Karras et al. (2024), arXiv:2312.02696"},
            [](const Spec& spec) {
                const double width = spec.number("width", least_width, largest_width);
                return Ema{
                    .kind = Ema::Kind::power, .gamma = gamma_of_width(width), .spec = spec.canonical()};
            }};
}

Registered<MakeEma> none() {
    return {{"none", {}, "the newest parameters"},
            [](const Spec& spec) { return Ema{.kind = Ema::Kind::none, .spec = spec.canonical()}; }};
}

}  // namespace

double Ema::decay(std::uint64_t k) const {
    const auto steps = static_cast<double>(k);
    switch (kind) {
        case Kind::none:
            return 0;
        case Kind::constant:
            return b;
        case Kind::warmup:
            return std::min(b, (1 + steps) / (10 + steps));
        case Kind::power:
            return std::pow(1 - 1 / steps, gamma + 1);
    }
    return 0;
}

// Newton's method from above: 1 / width is above the largest root, beyond which the cubic is convex.
double gamma_of_width(double width) {
    const double w2 = 1 / (width * width);
    double gamma = 1 / width;
    for (double before = gamma + 1; gamma < before;) {
        before = gamma;
        const double value = ((gamma + 7) * gamma + 16 - w2) * gamma + 12 - w2;
        const double slope = (3 * gamma + 14) * gamma + 16 - w2;
        gamma -= value / slope;
    }
    return gamma;
}

const Registry<MakeEma>& emas() {
    static const Registry<MakeEma> all("average", {warmup(), constant(), power(), none()},
                                       {{"ema", "warmup"},
                                        {"EMAModel", "warmup"},
                                        {"exponential", "constant"},
                                        {"edm2", "power"},
                                        {"karras", "power"},
                                        {"post-hoc", "power"},
                                        {"off", "none"}});
    return all;
}

Ema make_ema(const std::string& text) { return emas().make(text); }

}  // namespace drift::network
