// Draws by Philox, one stream a purpose.
#include "sampler/noise.hpp"

#include "core/error.hpp"

namespace drift::sampler {

RandomNoise::RandomNoise(std::uint64_t seed) : start_(seed, "sample start"), step_(seed, "sample step") {}

Rows RandomNoise::operator()(std::uint64_t first, std::size_t n, std::size_t d, Purpose purpose,
                             std::size_t step) const {
    const Random& random = purpose == Purpose::start ? start_ : step_;
    return random.normal_rows(first, n, d, static_cast<std::uint32_t>(step));
}

Rows NoNoise::operator()(std::uint64_t, std::size_t, std::size_t, Purpose, std::size_t) const {
    throw UsageError(
        "the solver draws noise, so that no path can be retraced: choose one without, as ddim or dpm++2m");
}

}  // namespace drift::sampler
