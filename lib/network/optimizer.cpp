#include "network/optimizer.hpp"

namespace drift::network {

Registered<MakeOptimizer> adam();   // adam.cpp
Registered<MakeOptimizer> adamw();  // adam.cpp
Registered<MakeOptimizer> sgd();    // sgd.cpp

const Registry<MakeOptimizer>& optimizers() {
    static const Registry<MakeOptimizer> all("optimizer", {adam(), adamw(), sgd()}, {{"momentum", "sgd"}});
    return all;
}

Optimizer make_optimizer(const std::string& text) { return optimizers().make(text); }

}  // namespace drift::network
