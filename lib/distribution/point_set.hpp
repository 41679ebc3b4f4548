// The law of n points, each equally likely; held as the hot loops of the exact models want them.
#pragma once

#include <utility>
#include <vector>

#include "distribution/distribution.hpp"

namespace drift::distribution {

/// Draws are with replacement. Points of one class stand side by side. Points of few coordinates are a cloud, held coordinate by coordinate (d, width); others row by row (n,
/// width) with zeros after the d-th number, in single precision where that is exact.
class PointSet final : public Distribution {
public:
    /// labels: (n), or empty; shape: of a point in files. Error when labels are not one per point or negative,
    /// or when there is no point.
    PointSet(const Rows& points, const Labels& labels, Shape shape);

    Rows draw(const Random& random, std::uint64_t first, std::size_t n,
              Labels* classes = nullptr) const override;
    Rows draw_given(const Random& random, std::uint64_t first, const Labels& labels) const override;

    /// The probability of each class, (classes()).
    Vector class_weights() const;

    /// E|x|^2 / d.
    Real second_moment() const;

    /// E|x - E x|^2 / d.
    Real variance() const;

    std::size_t count, d;
    bool cloud;
    std::size_t width;
    std::vector<double> doubles;  // one of these two is empty
    std::vector<float> floats;
    std::vector<double> lengths;  // (n), |p|
    std::vector<std::size_t>
        class_begins;  // class c: class_begins[c] .. class_begins[c + 1]; empty without classes

    /// Coordinate j of point i.
    Real operator()(std::size_t i, std::size_t j) const {
        if (cloud) return doubles[j * width + i];
        return floats.empty() ? doubles[i * width + j] : static_cast<Real>(floats[i * width + j]);
    }

    /// The first point of a class and the one after its last; all points for -1. Error when it has none.
    std::pair<std::size_t, std::size_t> range(int label) const;
};

}  // namespace drift::distribution
