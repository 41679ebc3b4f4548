// A second pass over the points, now that the mean is known; those without weight are skipped.
#include "exact/point_covariance.hpp"

#include <algorithm>
#include <numeric>

namespace drift::exact {
namespace {

constexpr std::size_t block = EmpiricalLoops::block;

// |x - alpha p|^2 of the points from .. from + count.
void find_squares(const PointSet& points, std::size_t from, std::size_t count, const Scanned& scanned,
                  Real* squares) {
    if (points.cloud) {
        std::fill_n(squares, count, 0);
        for (std::size_t j = 0; j < points.d; ++j)
            for (std::size_t i = 0; i < count; ++i) {
                const Real difference = scanned.x[j] - scanned.query.alpha * points(from + i, j);
                squares[i] += difference * difference;
            }
        return;
    }
    std::size_t list[block];
    std::iota(list, list + count, from);
    points.floats.empty()
        ? empirical_loops().squares_of_doubles(points.doubles.data(), points.width, list, count, scanned.x,
                                               scanned.query.alpha, squares)
        : empirical_loops().squares_of_floats(points.floats.data(), points.width, list, count, scanned.x,
                                              scanned.query.alpha, squares);
}

}  // namespace

void add_covariance(const PointSet& points, std::size_t begin, std::size_t end, const Scanned& scanned,
                    std::size_t row, const std::vector<Rows>& v, std::vector<Rows>& products) {
    const std::size_t d = points.d;
    const Real ratio = 2 * scanned.query.scale * scanned.query.alpha;  // alpha / sigma^2
    Real squares[block], weights[block];
    std::vector<Real> apart(d);
    for (std::size_t from = begin; from < end; from += block) {
        const std::size_t count = std::min(block, end - from);
        find_squares(points, from, count, scanned, squares);
        empirical_loops().weights(squares, count, scanned.least, scanned.query, weights);
        for (std::size_t i = 0; i < count; ++i) {
            if (!(weights[i] > 0)) continue;
            for (std::size_t j = 0; j < d; ++j) apart[j] = points(from + i, j) - scanned.mean[j];
            for (std::size_t p = 0; p < v.size(); ++p) {
                const Real* of = &v[p](row, 0);
                const Real along = std::inner_product(of, of + d, apart.begin(), Real{0});
                const Real factor = weights[i] / scanned.total * ratio * along;
                for (std::size_t j = 0; j < d; ++j) products[p](row, j) += factor * apart[j];
            }
        }
    }
}

}  // namespace drift::exact
