// Normal equations by eigenvalues; those at rounding level are left out, as near widths are almost parallel.
#include "network/profile.hpp"

#include <algorithm>
#include <cmath>

#include "core/linear_algebra.hpp"

namespace drift::network {
namespace {

// <a, b> / sqrt(<a, a> <b, b>), from 0 to 1 for lengths and exponents of any size.
double correlation(const Profile& a, const Profile& b) {
    return overlap(a, b) / std::sqrt(overlap(a, a) * overlap(b, b));
}

}  // namespace

// With s the shorter length: (gamma_a + 1) (gamma_b + 1) / (gamma_a + gamma_b + 1) / s times
// (s / length)^(gamma + 1) of both.
double overlap(const Profile& a, const Profile& b) {
    const double shorter = std::min(a.length, b.length);
    return (a.gamma + 1) * (b.gamma + 1) / (a.gamma + b.gamma + 1) / shorter *
           std::pow(shorter / a.length, a.gamma + 1) * std::pow(shorter / b.length, b.gamma + 1);
}

std::vector<double> combination(const std::vector<Profile>& stored, const Profile& wanted) {
    const std::size_t n = stored.size();
    std::vector<double> factors(n, 0.0);
    const auto same = std::find(stored.begin(), stored.end(), wanted);
    if (same != stored.end()) {
        factors[static_cast<std::size_t>(same - stored.begin())] = 1;
        return factors;
    }
    Rows matrix = zeros(n, n);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j) matrix(i, j) = correlation(stored[i], stored[j]);
    const auto [values, vectors] = symmetric_eigen(matrix);
    const double least = 1e-14 * static_cast<double>(n) * values(n - 1);  // below it the values are rounding
    for (std::size_t k = 0; k < n; ++k) {
        if (values(k) <= least) continue;
        double along = 0;
        for (std::size_t i = 0; i < n; ++i) along += vectors(i, k) * correlation(stored[i], wanted);
        for (std::size_t i = 0; i < n; ++i) factors[i] += vectors(i, k) * along / values(k);
    }
    for (std::size_t i = 0; i < n; ++i)
        factors[i] *= std::sqrt(overlap(wanted, wanted) / overlap(stored[i], stored[i]));
    return factors;
}

double misfit(const std::vector<Profile>& stored, const std::vector<double>& factors, const Profile& wanted) {
    double square = overlap(wanted, wanted);
    for (std::size_t i = 0; i < stored.size(); ++i) {
        square -= 2 * factors[i] * overlap(stored[i], wanted);
        for (std::size_t j = 0; j < stored.size(); ++j)
            square += factors[i] * factors[j] * overlap(stored[i], stored[j]);
    }
    return std::sqrt(std::max(0.0, square) / overlap(wanted, wanted));
}

}  // namespace drift::network
