#include "metric/wasserstein.hpp"

#include <cmath>

#include "metric/two_sample.hpp"
#include "transport/assignment.hpp"

namespace drift::metric {

Real w2(const Rows& a, const Rows& b) {
    const std::vector<std::size_t> partner = nearest_pairing(a, b);
    Real sum = 0;
    for (std::size_t i = 0; i < partner.size(); ++i) {
        Real square = 0;
        for (std::size_t k = 0; k < dimension(a); ++k) {
            const Real difference = a(i, k) - b(partner[i], k);
            square += difference * difference;
        }
        sum += square;
    }
    return std::sqrt(sum / static_cast<Real>(partner.size()));
}

// By batches: a pairing costs about n^3, so that twenty small ones cost less than the one of all rows, and the
// standard deviation falls as 1 / sqrt(n) whether the laws are equal or not (up to a logarithm in the plane).
Registered<TwoSample> w2_entry() {
    return {{"w2", {}, "2-Wasserstein distance, by the exact pairing"},
            {.least_rows = 2,
             .equal_sizes = true,
             .symmetric = true,
             .rotation_invariant = true,
             .positive_floor = true,
             .by = ErrorBar::batches,
             .value = [](const TwoSets& sets) { return w2(sets.a, sets.b); }}};
}

}  // namespace drift::metric
