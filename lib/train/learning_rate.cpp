// The rate's formula.
#include "train/learning_rate.hpp"

#include <cmath>
#include <numbers>

namespace drift::train {

const EntryList& decays() {
    static const EntryList all{"decay",
                               {{"constant", {}, "the peak to the end"},
                                {"linear", {}, "a straight line to 0"},
                                {"cosine", {}, "half a cosine to 0"}}};
    return all;
}

Decay make_decay(const std::string& text) {
    const Spec spec(text, decays());
    return spec.name() == "constant" ? Decay::constant
           : spec.name() == "linear" ? Decay::linear
                                     : Decay::cosine;
}

const std::string& name(Decay decay) { return decays().entries[static_cast<std::size_t>(decay)].name; }

double LearningRate::operator()(std::uint64_t k) const {
    const double rising = k < warmup ? static_cast<double>(k) / static_cast<double>(warmup) : 1;
    const double left =
        k <= warmup ? 1 : static_cast<double>(steps - k + 1) / static_cast<double>(steps - warmup);
    switch (decay) {
        case Decay::constant:
            return peak * rising;
        case Decay::linear:
            return peak * rising * left;
        case Decay::cosine:
            return peak * rising * (1 - std::cos(std::numbers::pi * left)) / 2;
    }
    return 0;
}

}  // namespace drift::train
