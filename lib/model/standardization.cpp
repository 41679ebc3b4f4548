// In and out of a model's units.
#include "model/standardization.hpp"

#include <cmath>

namespace drift::model {

void Standardization::to_model(Rows& x) const {
    if (mean.empty()) return;
    const std::size_t d = mean.size();
    for (std::size_t i = 0; i < x.size(); ++i) x.data()[i] = (x.data()[i] - mean[i % d]) / spread;
}

void Standardization::to_data(Rows& y) const {
    if (mean.empty()) return;
    const std::size_t d = mean.size();
    for (std::size_t i = 0; i < y.size(); ++i)
        y.data()[i] = mean[i % d] + static_cast<Real>(spread) * y.data()[i];
}

Standardization standardization_of(const float* rows, std::size_t n, std::size_t d) {
    std::vector<double> sum(d, 0.0);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < d; ++j) sum[j] += rows[i * d + j];
    Standardization units;
    for (std::size_t j = 0; j < d; ++j)
        units.mean.push_back(static_cast<float>(sum[j] / static_cast<double>(n)));
    double square = 0;
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < d; ++j) {
            const double difference = rows[i * d + j] - units.mean[j];
            square += difference * difference;
        }
    const auto spread = static_cast<float>(std::sqrt(square / static_cast<double>(n * d)));
    units.spread = spread > 0 ? spread : 1;  // all rows equal: a point needs no scale
    return units;
}

}  // namespace drift::model
