// Examples: a slice of a batch as network and loss see it.
#pragma once

#include <vector>

#include "path/coupling.hpp"
#include "path/path.hpp"

namespace drift::train {

struct Examples {
    Pairs pairs;                           // from which they were made
    std::vector<float> x, t, target;       // (n, d), (n), (n, d)
    std::vector<float> weight;             // (n), of the error of the network's output
    std::vector<float> importance_weight;  // (n), what makes the mean that of uniform times
    std::vector<Real> u;                   // (n), the drawn time rescaled to [0, 1], as LossHistory counts
    std::vector<int> labels;               // (n), classes for "no class"; empty without classes

    std::size_t n() const { return t.size(); }

    /// Pair i of those whose first is `number` in the whole training.
    Ends<float> ends(std::uint64_t number, std::size_t i, std::size_t d) const {
        return {&pairs.x0[i * d], &pairs.x1[i * d], d, number + i};
    }
};

}  // namespace drift::train
