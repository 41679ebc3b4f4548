#include "plot/tones.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"

namespace drift::plot {

std::uint8_t Tones::operator()(Real value) const {
    const Real light = (value - black) / (white - black);
    return static_cast<std::uint8_t>(std::floor(255 * std::clamp(light, 0.0, 1.0) + 0.5));
}

Tones tones_of(const std::vector<Real>& range) {
    if (range.size() != 2 || range[0] == range[1])
        throw UsageError("a range is two different numbers, black,white");
    return {range[0], range[1]};
}

Tones tones_of(npy::Type type) {
    if (type == npy::Type::b1) return {0, 1};
    if (npy::is_unsigned(type)) return {0, std::ldexp(1.0, static_cast<int>(8 * npy::size(type))) - 1};
    return {};
}

Cut cut_of(const Rows& values, const Tones& tones) {
    if (values.size() == 0) return {};
    const Real low = std::min(tones.black, tones.white), high = std::max(tones.black, tones.white);
    const Real little = (high - low) / 20;
    std::size_t beyond = 0, far = 0;
    for (const Real value : values) {
        beyond += value < low || value > high;
        far += value < low - little || value > high + little;
    }
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    const auto all = static_cast<Real>(values.size());
    return {static_cast<Real>(beyond) / all, static_cast<Real>(far) / all, *least, *most};
}

}  // namespace drift::plot
