// Optimisers by name, and one update.
#include "network/optimizer.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace drift::network {

const EntryList& optimizers() {
    static const Setting beta1{"beta1", "0.9", "memory of the mean gradient, from 0 to below 1"},
        beta2{"beta2", "0.999", "memory of its square, likewise"},
        epsilon{"epsilon", "1e-8", "added to the square's root"};
    static const EntryList all{
        "optimizer",
        {{"adam", {beta1, beta2, epsilon}, "steps of the size of the rate, whatever the gradient's"},
         {"adamw",
          {beta1, beta2, epsilon, {"decay", "0.01", "share of the parameters lost a step, times the rate"}},
          "adam with decoupled weight decay"},
         {"sgd", {{"momentum", "0.9", "from 0 to below 1"}}, "gradient descent with momentum"}}};
    return all;
}

Optimizer make_optimizer(const std::string& text) {
    constexpr double below_one = 0.999999999;
    const Spec spec(text, optimizers());
    Optimizer made;
    made.spec = spec.canonical();
    if (spec.name() == "sgd") {
        made.kind = Optimizer::Kind::sgd;
        made.momentum = spec.number("momentum", 0, below_one);
        return made;
    }
    made.beta1 = spec.number("beta1", 0, below_one), made.beta2 = spec.number("beta2", 0, below_one);
    made.epsilon = spec.number("epsilon", 1e-30, 1);
    if (spec.name() == "adamw") made.decay = spec.number("decay", 0, 1000);
    return made;
}

Training::Training(Floats initial, const Optimizer& optimizer, std::size_t others)
    : parameters(std::move(initial)),
      mean(parameters.size(), 0.0F),
      square(optimizer.kind == Optimizer::Kind::sgd ? 0 : parameters.size(), 0.0F),
      average(parameters),
      powers(others, parameters) {}

void Training::update(const Optimizer& optimizer, std::uint64_t k, double rate, double scale,
                      std::size_t first, std::size_t count, std::span<const float* const> gradients) {
    std::vector<const float*> parts;
    for (const float* gradient : gradients) parts.push_back(gradient + first);
    if (optimizer.kind == Optimizer::Kind::sgd) {
        network_loops().sgd(
            count, parts.data(), parts.size(),
            {static_cast<float>(rate), static_cast<float>(optimizer.momentum), static_cast<float>(scale)},
            &parameters[first], &mean[first]);
        return;
    }
    const auto steps = static_cast<double>(k);
    const AdamStep step{static_cast<float>(rate),
                        static_cast<float>(optimizer.beta1),
                        static_cast<float>(optimizer.beta2),
                        static_cast<float>(optimizer.epsilon),
                        static_cast<float>(1 / (1 - std::pow(optimizer.beta1, steps))),
                        static_cast<float>(1 / (1 - std::pow(optimizer.beta2, steps))),
                        static_cast<float>(rate * optimizer.decay),
                        static_cast<float>(scale)};
    network_loops().adam(count, parts.data(), parts.size(), step, &parameters[first], &mean[first],
                         &square[first]);
}

void Training::follow(Floats& q, double share, std::size_t first, std::size_t count) const {
    if (share == 1)
        std::copy_n(&parameters[first], count, &q[first]);
    else
        network_loops().approach(count, static_cast<float>(share), &parameters[first], &q[first]);
}

}  // namespace drift::network
