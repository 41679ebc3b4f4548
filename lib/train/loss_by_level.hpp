// Losses by noise level: a network learns little noise and much noise unequally well.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>

namespace drift::train {

/// Sums of losses over rows, gathered by their time: level l holds t / last in [l, l + 1) / count.
struct LossByLevel {
    static constexpr std::size_t count = 8;

    std::array<double, count> sum{}, rows{};

    void add(double t, double last, double loss) {
        const double place = t / last * static_cast<double>(count);
        const std::size_t level = place > 0 ? std::min(static_cast<std::size_t>(place), count - 1) : 0;
        sum[level] += loss, rows[level] += 1;
    }

    void add(std::size_t n, const float* t, double last, const double* losses) {
        for (std::size_t i = 0; i < n; ++i) add(static_cast<double>(t[i]), last, losses[i]);
    }

    LossByLevel& operator+=(const LossByLevel& other) {
        for (std::size_t l = 0; l < count; ++l) sum[l] += other.sum[l], rows[l] += other.rows[l];
        return *this;
    }

    /// The mean over all rows.
    double mean() const {
        return std::accumulate(sum.begin(), sum.end(), 0.0) / std::accumulate(rows.begin(), rows.end(), 0.0);
    }

    /// The mean of each level, NaN where it holds no row.
    std::array<double, count> means() const {
        std::array<double, count> means{};
        for (std::size_t l = 0; l < count; ++l) means[l] = sum[l] / rows[l];
        return means;
    }
};

}  // namespace drift::train
