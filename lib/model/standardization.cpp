// In and out of a model's units.
#include "model/standardization.hpp"

#include <algorithm>
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

std::vector<float> Standardization::mean_in_single() const { return {mean.begin(), mean.end()}; }

std::vector<float> Standardization::mean_rest() const {
    std::vector<float> rest;
    for (const double value : mean) rest.push_back(static_cast<float>(value - static_cast<float>(value)));
    if (std::all_of(rest.begin(), rest.end(), [](float value) { return value == 0; })) rest.clear();
    return rest;
}

namespace {

// The root mean square distance of the rows from the mean; rows and mean less the origin.
float spread_about(const std::vector<double>& mean, const float* rows, std::size_t n, std::size_t d,
                   const std::vector<double>& origin) {
    double square = 0;
    for (std::size_t j = 0; j < d; ++j) {
        const double centre = origin.empty() ? mean[j] : mean[j] - origin[j];
        for (std::size_t i = 0; i < n; ++i) square += std::pow(rows[i * d + j] - centre, 2);
    }
    return static_cast<float>(std::sqrt(square / static_cast<double>(n * d)));
}

}  // namespace

// The mean is rounded to single precision where that moves it by less than a thousandth of the spread.
Standardization standardization_of(const float* rows, std::size_t n, std::size_t d,
                                   const std::vector<double>& origin) {
    std::vector<double> sum(d, 0.0);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < d; ++j) sum[j] += rows[i * d + j];
    Standardization units;
    std::vector<double> exact;
    double moved = 0;
    for (std::size_t j = 0; j < d; ++j) {
        exact.push_back(sum[j] / static_cast<double>(n) + (origin.empty() ? 0 : origin[j]));
        units.mean.push_back(static_cast<float>(exact[j]));
        const double by = std::abs(exact[j] - units.mean[j]);
        if (by > 0x1p-45 * std::abs(exact[j])) moved = std::max(moved, by);
    }
    units.spread = spread_about(units.mean, rows, n, d, origin);
    if (moved > 0x1p-10 * units.spread) {
        for (std::size_t j = 0; j < d; ++j)
            units.mean[j] += static_cast<double>(static_cast<float>(exact[j] - units.mean[j]));
        units.spread = spread_about(units.mean, rows, n, d, origin);
    }
    if (!(units.spread > 0)) units.spread = 1;  // all rows equal: a point needs no scale
    return units;
}

}  // namespace drift::model
