// Drawing from mixtures.
#include "distribution/mixture.hpp"

#include <algorithm>
#include <numeric>

#include "core/error.hpp"

namespace drift::distribution {

// The component from the row's uniform number (step 0), the point in it from the row's normals (step 1).
Rows draw(const Mixture& mixture, const Random& random, std::uint64_t first, std::size_t n, Labels* classes) {
    const std::size_t components = mixture.weights.size(), d = dimension(mixture.means);
    std::vector<Real> edges(components);
    std::partial_sum(mixture.weights.begin(), mixture.weights.end(), edges.begin());
    const Rows spreads = xt::sqrt(mixture.variances);
    std::vector<float> place(n), z(n * d);
    if (components > 1) random.uniform_rows(first, n, 1, 0, place.data());
    random.normal_rows(first, n, d, 1, z.data());
    if (classes) classes->resize(n);

    Rows x({n, d});
    std::vector<Real> scaled(d);
    for (std::size_t i = 0; i < n; ++i) {
        const auto beyond = std::upper_bound(edges.begin(), edges.end() - 1, place[i] * edges.back());
        const auto k = static_cast<std::size_t>(beyond - edges.begin());
        const Real *mean = mixture.means.data() + k * d, *spread = spreads.data() + k * d;
        for (std::size_t j = 0; j < d; ++j) scaled[j] = spread[j] * z[i * d + j];
        Real* row = x.data() + i * d;
        for (std::size_t a = 0; a < d; ++a) {
            row[a] = mean[a];
            if (mixture.directions.empty())
                row[a] += scaled[a];
            else
                for (std::size_t j = 0; j < d; ++j) row[a] += mixture.directions[k](a, j) * scaled[j];
        }
        if (classes) (*classes)[i] = mixture.labels.empty() ? 0 : mixture.labels[k];
    }
    return x;
}

Mixture only_class(const Mixture& mixture, int label) {
    std::vector<std::size_t> chosen;
    for (std::size_t k = 0; k < mixture.labels.size(); ++k)
        if (mixture.labels[k] == label && mixture.weights(k) > 0) chosen.push_back(k);
    if (chosen.empty()) throw Error("no component of the mixture has label ", label);
    Mixture part;
    part.weights = xt::view(mixture.weights, xt::keep(chosen));
    part.weights /= Real(xt::sum(part.weights)());
    part.means = xt::view(mixture.means, xt::keep(chosen), xt::all());
    part.variances = xt::view(mixture.variances, xt::keep(chosen), xt::all());
    part.labels.assign(chosen.size(), label);
    if (!mixture.directions.empty())
        for (const std::size_t k : chosen) part.directions.push_back(mixture.directions[k]);
    return part;
}

}  // namespace drift::distribution
