// The first two moments: |mean_A - mean_B|^2 + |Cov_A - Cov_B|^2, the norms Euclidean, covariances over n - 1.
#include "metric/two_sample.hpp"

namespace drift::metric {
namespace {

struct Moments {
    Vector mean;      // (d)
    Rows covariance;  // (d, d)

    explicit Moments(const Rows& rows)
        : mean({dimension(rows)}, 0.0), covariance(zeros(dimension(rows), dimension(rows))) {
        const std::size_t n = row_count(rows), d = dimension(rows);
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < d; ++j) mean(j) += rows(i, j) / static_cast<Real>(n);
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < d; ++j)
                for (std::size_t k = 0; k < d; ++k)
                    covariance(j, k) +=
                        (rows(i, j) - mean(j)) * (rows(i, k) - mean(k)) / static_cast<Real>(n - 1);
    }
};

Real distance(const TwoSets& sets) {
    const Moments of_a(sets.a), of_b(sets.b);
    Real sum = 0;
    for (std::size_t j = 0; j < of_a.mean.size(); ++j) {
        sum += (of_a.mean(j) - of_b.mean(j)) * (of_a.mean(j) - of_b.mean(j));
        for (std::size_t k = 0; k < of_a.mean.size(); ++k) {
            const Real difference = of_a.covariance(j, k) - of_b.covariance(j, k);
            sum += difference * difference;
        }
    }
    return sum;
}

}  // namespace

// By the bootstrap: a smooth function of means. Between equal laws it says up to sqrt(3) too much, since resampled sets
// differ by their own draws and by those of the sets.
Registered<TwoSample> moments_entry() {
    return {{"moments", {}, "squared distance of means and of covariances"},
            {.least_rows = 2,
             .equal_sizes = false,
             .symmetric = true,
             .rotation_invariant = true,
             .positive_floor = true,
             .by = ErrorBar::bootstrap,
             .value = distance}};
}

}  // namespace drift::metric
