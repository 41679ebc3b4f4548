// Averages by name.
#include "network/average.hpp"

#include <algorithm>

namespace drift {

double Average::share(std::uint64_t k) const {
    const auto steps = static_cast<double>(k);
    return 1 - std::min(decay, (1 + steps) / (10 + steps));
}

const Catalogue& averages() {
    static const Catalogue all{
        "average",
        {{"warmup", {{"decay", "0.999", "b, from 0 to below 1"}}, "exponential, short at first"},
         {"none", {}, "the newest parameters"}}};
    return all;
}

Average make_average(const std::string& text) {
    const Spec spec(text, averages());
    return {spec.name() == "none" ? 0 : spec.number("decay", 0, 0.9999999)};
}

}  // namespace drift
