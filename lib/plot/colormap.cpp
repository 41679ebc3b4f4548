#include "plot/colormap.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace drift::plot {
namespace {

constexpr Colour colour(std::uint32_t rgb) {
    return {(rgb >> 16) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0};
}

constexpr std::array viridis_table{colour(0x440154), colour(0x482878), colour(0x3e4a89), colour(0x31688e),
                                   colour(0x26828e), colour(0x1f9e89), colour(0x35b779), colour(0x6dcd59),
                                   colour(0xb4de2c), colour(0xfde725)};

// Blue, vermilion, bluish green, orange, reddish purple, sky blue, black, yellow.
constexpr std::array okabe_ito{colour(0x0072b2), colour(0xd55e00), colour(0x009e73), colour(0xe69f00),
                               colour(0xcc79a7), colour(0x56b4e9), colour(0x000000), colour(0xf0e442)};

}  // namespace

Colour viridis(Real value) {
    const Real place = std::clamp(value, 0.0, 1.0) * (viridis_table.size() - 1);
    const std::size_t k = std::min(static_cast<std::size_t>(place), viridis_table.size() - 2);
    const Colour &a = viridis_table[k], &b = viridis_table[k + 1];
    const Real w = place - static_cast<Real>(k);
    return {a.red + w * (b.red - a.red), a.green + w * (b.green - a.green), a.blue + w * (b.blue - a.blue)};
}

Colour class_colour(std::size_t k, std::size_t classes) {
    if (classes <= okabe_ito.size()) return okabe_ito[k];
    return viridis(static_cast<Real>(k) / static_cast<Real>(classes - 1));
}

}  // namespace drift::plot
