// Averages over rows with their standard errors.
#pragma once

#include <cmath>
#include <cstdint>

#include "metric/estimate.hpp"

namespace drift::metric {

/// Sums of the rows so far. Slices of rows are summed apart and added in their order.
struct Mean {
    std::uint64_t n = 0;
    Real sum = 0, squares = 0;

    void add(Real value) { ++n, sum += value, squares += value * value; }
    void add(const Mean& other) { n += other.n, sum += other.sum, squares += other.squares; }

    Real value() const { return sum / static_cast<Real>(n); }

    /// Of the mean, sqrt(variance / n) with n - 1 in the variance; NaN of one row.
    Real error() const {
        const Real count = static_cast<Real>(n), rest = squares - sum * sum / count;
        return n < 2 ? missing : std::sqrt(std::max(rest, Real{0}) / (count - 1) / count);
    }

    Estimate estimate() const { return {value(), error()}; }
};

}  // namespace drift::metric
