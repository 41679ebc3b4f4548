// m += (1 - beta1) (g - m),  v += (1 - beta2) (g^2 - v),
// p -= rate (decay p + m / (1 - beta1^k) / (sqrt(v / (1 - beta2^k)) + epsilon)).
// adam has decay 0: Kingma & Ba (2014), arXiv:1412.6980. adamw: Loshchilov & Hutter (2017), arXiv:1711.05101.
#include <cmath>
#include <vector>

#include "kernel/update_loops.hpp"
#include "network/optimizer.hpp"

namespace drift::network {
namespace {

struct Adam {
    double beta1, beta2, epsilon, decay;

    void operator()(const Update& u) const {
        const auto k = static_cast<double>(u.k);
        const AdamStep step{.rate = static_cast<float>(u.rate),
                            .beta1 = static_cast<float>(beta1),
                            .beta2 = static_cast<float>(beta2),
                            .epsilon = static_cast<float>(epsilon),
                            .correction1 = static_cast<float>(1 / (1 - std::pow(beta1, k))),
                            .correction2 = static_cast<float>(1 / (1 - std::pow(beta2, k))),
                            .decay = static_cast<float>(u.rate * decay),
                            .scale = static_cast<float>(u.scale)};
        update_loops().adam(u.count, u.gradients.data(), u.gradients.size(), step, u.parameters, u.mean,
                            u.square);
    }
};

std::vector<Setting> settings() {
    return {{"beta1", "0.9", "decay of the mean gradient, in [0, 1)"},
            {"beta2", "0.999", "decay of the mean squared gradient, in [0, 1)"},
            {"epsilon", "1e-8", "added to the root of the mean squared gradient", "", "eps"}};
}

Optimizer made(const Spec& spec, double weight_decay) {
    constexpr double below_one = 0.999999999;
    const Adam adam{.beta1 = spec.number("beta1", 0, below_one),
                    .beta2 = spec.number("beta2", 0, below_one),
                    .epsilon = spec.number("epsilon", 1e-30, 1),
                    .decay = weight_decay};
    return {.spec = spec.canonical(), .has_square = true, .update = adam};
}

}  // namespace

Registered<MakeOptimizer> adam() {
    return {{"adam", settings(), "steps of the size of the rate, whatever the gradient's",
             "Kingma & Ba (2014), arXiv:1412.6980"},
            [](const Spec& spec) { return made(spec, 0); }};
}

Registered<MakeOptimizer> adamw() {
    std::vector<Setting> all = settings();
    all.push_back({"decay", "0.01", "weight decay per update, times the learning rate", "", "weight_decay"});
    return {
        {"adamw", all, "adam with decoupled weight decay", "Loshchilov & Hutter (2017), arXiv:1711.05101"},
        [](const Spec& spec) { return made(spec, spec.number("decay", 0, 1000)); }};
}

}  // namespace drift::network
