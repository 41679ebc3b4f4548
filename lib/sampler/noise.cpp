#include "sampler/noise.hpp"

#include <algorithm>

#include "core/error.hpp"

namespace drift::sampler {

Rows Noise::of(const Distribution&, std::uint64_t, std::size_t) const {
    throw Error("this noise is of normal numbers alone, and the model starts from another law");
}

RandomNoise::RandomNoise(std::uint64_t seed)
    : seed_(seed), start_(seed, "sample start"), step_(seed, "sample step") {}

Rows RandomNoise::operator()(std::uint64_t first, std::size_t n, std::size_t d, Draw draw) const {
    const auto number = static_cast<std::uint32_t>(draw.step + (draw.index << 20));
    const bool start = draw.purpose == Purpose::start;
    if (draw.repetition == 0 && draw.wrapper.empty())
        return (start ? start_ : step_).normal_rows(first, n, d, number);
    const std::string purpose = concat("sample ", start ? "start" : "step", ", repetition ", draw.repetition,
                                       draw.wrapper.empty() ? "" : " of ", draw.wrapper);
    return Random(seed_, purpose).normal_rows(first, n, d, number);
}

Rows RandomNoise::of(const Distribution& law, std::uint64_t first, std::size_t n) const {
    return law.draw(start_, first, n);
}

Rows NoNoise::operator()(std::uint64_t, std::size_t, std::size_t, Draw) const {
    throw UsageError(
        "the solver draws noise, so that no path can be retraced: choose one without, as ddim or dpm++2m");
}

Rows Impulses::operator()(std::uint64_t first, std::size_t n, std::size_t d, Draw draw) const {
    const auto place = std::find(draws_.begin(), draws_.end(), draw) - draws_.begin();
    const std::uint64_t row = draw.purpose == Purpose::start ? 1 : 2 + static_cast<std::uint64_t>(place);
    Rows z = zeros(n, d);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < d; ++j) z(i, j) = first + i == row;
    return z;
}

}  // namespace drift::sampler
