#include "solver/adams.hpp"

#include <deque>

namespace drift::solver {

std::vector<Real> polynomial_weights(std::span<const Real> nodes, std::span<const Real> moments) {
    std::vector<Real> weights;
    for (std::size_t j = 0; j < nodes.size(); ++j) {
        std::vector<Real> l{1};  // coefficients of v^0, v^1, ..
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            if (i == j) continue;
            l.push_back(0);
            for (std::size_t m = l.size(); m-- > 0;)
                l[m] = ((m > 0 ? l[m - 1] : 0) - nodes[i] * l[m]) / (nodes[j] - nodes[i]);
        }
        Real sum = 0;
        for (std::size_t m = 0; m < l.size(); ++m) sum += l[m] * moments[m];
        weights.push_back(sum);
    }
    return weights;
}

Solver adams(std::size_t order, const Weights& weights, const Domain& domain) {
    Solver solver;
    solver.domain = domain;
    solver.history = order - 1;
    if (order == 1) solver.memory = Memory::none;
    solver.begin = [order, weights](const Slice& slice) -> Step {
        return [&slice, order, weights, nodes = std::vector<Scales>(), eps = std::deque<Rows>()](
                   Rows& x, const Interval& interval) mutable {
            const auto& [t, s, k, steps, repetition] = interval;
            const Rows x0_hat = slice.x0_hat(x, t);
            nodes.insert(nodes.begin(), t);  // the newest first
            eps.push_front((x - t.alpha * x0_hat) / t.sigma);
            if (eps.size() > order) {
                nodes.pop_back();
                eps.pop_back();
            }
            const std::vector<Real> c = weights(nodes, s);
            x *= s.alpha / t.alpha;
            for (std::size_t j = 0; j < c.size(); ++j) x += s.alpha * c[j] * eps[j];
        };
    };
    return solver;
}

}  // namespace drift::solver
