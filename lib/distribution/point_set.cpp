#include "distribution/point_set.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/error.hpp"
#include "distribution/by_class.hpp"
#include "kernel/empirical_loops.hpp"

namespace drift::distribution {
namespace {

constexpr std::size_t few = 12;  // coordinates up to which a direct pass is faster than pruning

std::size_t padded(std::size_t count) {
    constexpr std::size_t lanes = EmpiricalLoops::lanes;
    return (count + lanes - 1) / lanes * lanes;
}

// Where each class begins, and one end more.
std::vector<std::size_t> begins(const Labels& labels) {
    const auto [least, most] = std::minmax_element(labels.begin(), labels.end());
    if (*least < 0) throw Error("classes count from 0, found label ", *least);
    std::vector<std::size_t> begins(static_cast<std::size_t>(*most) + 2, 0);
    for (const int label : labels) ++begins[static_cast<std::size_t>(label) + 1];
    std::partial_sum(begins.begin(), begins.end(), begins.begin());
    return begins;
}

std::size_t classes_of(const Labels& labels) {
    return labels.empty() ? 0 : static_cast<std::size_t>(*std::max_element(labels.begin(), labels.end()) + 1);
}

bool fits_single(Real value) { return static_cast<Real>(static_cast<float>(value)) == value; }

}  // namespace

PointSet::PointSet(const Rows& points, const Labels& labels, Shape shape)
    : Distribution(std::move(shape), classes_of(labels)),
      count(points.shape(0)),
      d(points.shape(1)),
      cloud(d <= few),
      width(cloud ? padded(count + EmpiricalLoops::lanes) : padded(d)) {
    if (count == 0) throw Error("the exact model of no points");
    if (!labels.empty() && labels.size() != count)
        throw Error("expected ", count, " labels, one for each point, found ", labels.size());
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), 0);
    if (!labels.empty()) {
        class_begins = begins(labels);
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return labels[a] < labels[b]; });
    }
    const bool single = !cloud && std::all_of(points.begin(), points.end(), fits_single);
    const std::size_t size = width * (cloud ? d : count);
    single ? floats.resize(size) : doubles.resize(size);
    for (std::size_t i = 0; i < count; ++i) {
        const Real* point = points.data() + order[i] * d;
        for (std::size_t j = 0; j < d; ++j) {
            if (single)
                floats[i * width + j] = static_cast<float>(point[j]);
            else
                doubles[cloud ? j * width + i : i * width + j] = point[j];
        }
        lengths.push_back(std::sqrt(std::inner_product(point, point + d, point, Real{0})));
    }
}

std::pair<std::size_t, std::size_t> PointSet::range(int label) const {
    if (label < 0) return {0, count};
    const std::size_t begin = class_begins[static_cast<std::size_t>(label)];
    const std::size_t end = class_begins[static_cast<std::size_t>(label) + 1];
    if (begin == end) throw Error("no point has class ", label);
    return {begin, end};
}

Rows PointSet::draw(const Random& random, std::uint64_t first, std::size_t n, Labels* classes) const {
    Rows x = zeros(n, d);
    if (classes) classes->assign(n, 0);
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t chosen = random.index(first + i, 0, static_cast<std::uint32_t>(count));
        for (std::size_t j = 0; j < d; ++j) x(i, j) = (*this)(chosen, j);
        if (!classes || class_begins.empty()) continue;
        const auto after = std::upper_bound(class_begins.begin(), class_begins.end(), chosen);
        (*classes)[i] = static_cast<int>(after - class_begins.begin()) - 1;
    }
    return x;
}

Rows PointSet::draw_given(const Random& random, std::uint64_t first, const Labels& labels) const {
    Rows x = zeros(labels.size(), d);
    for (const ClassRows& of : by_class(labels, labels.size(), classes())) {
        const auto [begin, end] = range(of.label);
        for (const std::size_t i : of.rows) {
            const std::size_t chosen =
                begin + random.index(first + i, 0, static_cast<std::uint32_t>(end - begin));
            for (std::size_t j = 0; j < d; ++j) x(i, j) = (*this)(chosen, j);
        }
    }
    return x;
}

Vector PointSet::class_weights() const {
    Vector weights({classes()}, 0.0);
    for (std::size_t c = 0; c < classes(); ++c)
        weights(c) = static_cast<Real>(class_begins[c + 1] - class_begins[c]) / static_cast<Real>(count);
    return weights;
}

Real PointSet::second_moment() const {
    Real sum = 0;
    for (const Real length : lengths) sum += length * length;
    return sum / static_cast<Real>(count * d);
}

Real PointSet::variance() const {
    Real sum = 0;
    for (std::size_t j = 0; j < d; ++j) {
        Real mean = 0;
        for (std::size_t i = 0; i < count; ++i) mean += (*this)(i, j) / static_cast<Real>(count);
        for (std::size_t i = 0; i < count; ++i) {
            const Real off = (*this)(i, j) - mean;
            sum += off * off;
        }
    }
    return sum / static_cast<Real>(count * d);
}

}  // namespace drift::distribution
