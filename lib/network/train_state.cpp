#include "network/train_state.hpp"

#include <algorithm>

#include "kernel/update_loops.hpp"

namespace drift::network {

TrainState::TrainState(Floats initial, const Optimizer& optimizer, std::size_t others)
    : parameters(std::move(initial)),
      mean(parameters.size(), 0.0F),
      square(optimizer.has_square ? parameters.size() : 0, 0.0F),
      average(parameters),
      powers(others, parameters) {}

void TrainState::update(const Optimizer& optimizer, std::uint64_t k, double rate, double scale,
                        std::size_t first, std::size_t count, std::span<const float* const> gradients) {
    std::vector<const float*> parts;
    for (const float* gradient : gradients) parts.push_back(gradient + first);
    optimizer.update({.k = k,
                      .rate = rate,
                      .scale = scale,
                      .count = count,
                      .gradients = parts,
                      .parameters = &parameters[first],
                      .mean = &mean[first],
                      .square = square.empty() ? nullptr : &square[first]});
}

void TrainState::update_ema(Floats& ema, double decay, std::size_t first, std::size_t count) const {
    if (decay == 0)
        std::copy_n(&parameters[first], count, &ema[first]);
    else
        update_loops().lerp(count, static_cast<float>(1 - decay), &parameters[first], &ema[first]);
}

}  // namespace drift::network
