// Points as the hot loops want them, those of a class side by side.
#pragma once

#include <utility>
#include <vector>

#include "core/array.hpp"

namespace drift::exact {

/// Points of few coordinates are a cloud, held coordinate by coordinate (d, width); others row by row (n,
/// width) with zeros after the d-th number, in single precision where that is exact.
struct PointSet {
    /// labels: (n), or empty. Error when they are not one a point or negative, or when there is no point.
    PointSet(const Rows& points, const Labels& labels);

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

    std::size_t classes() const { return class_begins.empty() ? 0 : class_begins.size() - 1; }

    /// The first point of a class and the one after its last; all points for -1. Error when it has none.
    std::pair<std::size_t, std::size_t> range(int label) const;
};

}  // namespace drift::exact
