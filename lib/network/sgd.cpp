// m = momentum m + g,  p -= rate m: gradient descent with the momentum of Polyak (1964).
#include "kernel/update_loops.hpp"
#include "network/optimizer.hpp"

namespace drift::network {
namespace {

struct Sgd {
    double momentum;

    void operator()(const Update& u) const {
        const SgdStep step{.rate = static_cast<float>(u.rate),
                           .momentum = static_cast<float>(momentum),
                           .scale = static_cast<float>(u.scale)};
        update_loops().sgd(u.count, u.gradients.data(), u.gradients.size(), step, u.parameters, u.mean);
    }
};

}  // namespace

Registered<MakeOptimizer> sgd() {
    return {{"sgd",
             {{"momentum", "0.9", "momentum, in [0, 1)"}},
             "gradient descent with momentum",
             "Polyak (1964)"},
            [](const Spec& spec) {
                return Optimizer{.spec = spec.canonical(),
                                 .has_square = false,
                                 .update = Sgd{spec.number("momentum", 0, 0.999999999)}};
            }};
}

}  // namespace drift::network
