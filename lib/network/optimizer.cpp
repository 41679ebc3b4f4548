// One update.
#include "network/optimizer.hpp"

#include <cmath>
#include <vector>

namespace drift {

Training::Training(Floats initial)
    : parameters(std::move(initial)),
      average(parameters),
      mean(parameters.size(), 0.0F),
      square(parameters.size(), 0.0F) {}

void Training::update(const Adam& adam, std::uint64_t k, double rate, double share, std::size_t first,
                      std::size_t count, std::span<const float* const> gradients) {
    const auto steps = static_cast<double>(k);
    const AdamStep step{static_cast<float>(rate),
                        static_cast<float>(adam.beta1),
                        static_cast<float>(adam.beta2),
                        static_cast<float>(adam.epsilon),
                        static_cast<float>(1 / (1 - std::pow(adam.beta1, steps))),
                        static_cast<float>(1 / (1 - std::pow(adam.beta2, steps))),
                        static_cast<float>(rate * adam.decay),
                        static_cast<float>(share)};
    std::vector<const float*> parts;
    for (const float* gradient : gradients) parts.push_back(gradient + first);
    network_loops().adam(count, parts.data(), parts.size(), step, &parameters[first], &mean[first],
                         &square[first], &average[first]);
}

}  // namespace drift
