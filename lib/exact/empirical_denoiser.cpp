#include "exact/empirical_denoiser.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include "exact/point_covariance.hpp"

namespace drift::exact {

EmpiricalDenoiser::EmpiricalDenoiser(const PointSet& points, const Schedule& schedule, const Labels& labels,
                                     std::size_t rows)
    : points_(points),
      loops_(empirical_loops()),
      schedule_(schedule),
      classes_(by_class(labels, rows, points.classes())) {}

void EmpiricalDenoiser::evaluate(const Rows& x, const Vector& t, const Evaluation& wanted) {
    for (const ClassRows& of : classes_) {
        const auto [begin, end] = points_.range(of.label);
        const Real n = static_cast<Real>(end - begin), d = static_cast<Real>(points_.d);
        start(x, t, of.rows, n);
        scan(begin, end);
        for (std::size_t r = 0; r < of.rows.size(); ++r) {
            const std::size_t row = of.rows[r];
            for (std::size_t j = 0; j < points_.d; ++j) wanted.x0_hat(row, j) = sums(r)[j] / totals_[r];
            if (wanted.log_density)
                (*wanted.log_density)(row) = std::log(totals_[r] / n) - queries_[r].scale * least_[r] +
                                             0.5 * d * std::log(queries_[r].scale / std::numbers::pi);
            if (wanted.w)
                add_covariance(points_, begin, end,
                               {query(r), queries_[r], least_[r], totals_[r], &wanted.x0_hat(row, 0)}, row,
                               *wanted.w, *wanted.products);
        }
    }
}

void EmpiricalDenoiser::start(const Rows& x, const Vector& t, const std::vector<std::size_t>& rows, Real n) {
    constexpr Real least_variance = 1e-200;  // at sigma = 0 all weight goes to the nearest, without 0 / 0
    width_ = (points_.d + lanes - 1) / lanes * lanes;
    x_.assign(rows.size() * width_, 0);
    sums_.assign(rows.size() * width_, 0);
    totals_.assign(rows.size(), 0);
    least_.assign(rows.size(), std::numeric_limits<Real>::infinity());
    lengths_.resize(rows.size());
    queries_.clear();
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const Scales at = schedule_.at(t(rows[r]));
        const Real variance = std::max(at.sigma * at.sigma, least_variance);
        queries_.push_back({at.alpha, 0.5 / variance, 53 * std::numbers::ln2 + std::log(n)});
        std::copy_n(x.data() + rows[r] * points_.d, points_.d, query(r));
        lengths_[r] = std::sqrt(std::inner_product(query(r), query(r) + width_, query(r), Real{0}));
    }
}

}  // namespace drift::exact
