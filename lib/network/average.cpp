// Averages by name.
#include "network/average.hpp"

#include <algorithm>
#include <cmath>

namespace drift::network {

double Average::share(std::uint64_t k) const {
    const auto steps = static_cast<double>(k);
    switch (kind) {
        case Kind::none:
            return 1;
        case Kind::constant:
            return 1 - decay;
        case Kind::warmup:
            return 1 - std::min(decay, (1 + steps) / (10 + steps));
        case Kind::power:
            return 1 - std::pow(1 - 1 / steps, gamma + 1);
    }
    return 1;
}

// Newton from above: 1 / width lies above the largest root, and beyond that root the cubic is convex.
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

const EntryList& averages() {
    static const Setting decay{"decay", "0.999", "b, from 0 to below 1"};
    static const EntryList all{"average",
                               {{"warmup", {decay}, "exponential, short at first"},
                                {"constant", {decay}, "exponential"},
                                {"power",
                                 {{"width", "0.1", "relative to the training's length, 0.001 to 0.288675"}},
                                 "grows with the training"},
                                {"none", {}, "the newest parameters"}}};
    return all;
}

Average make_average(const std::string& text) {
    const Spec spec(text, averages());
    Average made;
    made.spec = spec.canonical();
    if (spec.name() == "none") {
        made.kind = Average::Kind::none;
    } else if (spec.name() == "power") {
        made.kind = Average::Kind::power;
        made.gamma = gamma_of_width(spec.number("width", least_width, largest_width));
    } else {
        made.kind = spec.name() == "constant" ? Average::Kind::constant : Average::Kind::warmup;
        made.decay = spec.number("decay", 0, 0.9999999);
    }
    return made;
}

}  // namespace drift::network
