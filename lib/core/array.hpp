// Arrays: the one door to xtensor. Locals and results have a written type, never a lazy `auto` expression.
#pragma once

#include <cstddef>
#include <vector>
#include <xtensor/xbuilder.hpp>
#include <xtensor/xmath.hpp>
#include <xtensor/xtensor.hpp>
#include <xtensor/xview.hpp>

#include "core/rooms.hpp"

namespace drift {

using Real = double;
using Vector = xt::xtensor<Real, 1>;     // (n)
using Rows = xt::xtensor<Real, 2>;       // (n, d), C order: row i stands at data() + i * d
using Shape = std::vector<std::size_t>;  // sizes of an array's axes; the first axis is the row
using Labels = std::vector<int>;         // (n), the class of each row, counted from 0

/// A (n) vector as a (n, 1) column that multiplies every column of a (n, d) array.
inline auto column(const Vector& values) { return xt::view(values, xt::all(), xt::newaxis()); }

/// Zeros of the given size.
inline Rows zeros(std::size_t n, std::size_t d) { return Rows({n, d}, 0.0); }

inline std::size_t row_count(const Rows& rows) { return rows.shape(0); }
inline std::size_t dimension(const Rows& rows) { return rows.shape(1); }

/// The numbers in one entry of shape: their product, 1 for an empty shape.
inline std::size_t entries(const Shape& shape) {
    std::size_t product = 1;
    for (const std::size_t size : shape) product *= size;
    return product;
}

/// Classes as rows of one number, (n, 1).
inline Rows as_rows(const Labels& labels) {
    Rows rows = zeros(labels.size(), 1);
    for (std::size_t i = 0; i < labels.size(); ++i) rows(i, 0) = labels[i];
    return rows;
}

/// Rows first .. first + count of an array, copied.
inline Rows row_range(const Rows& rows, std::size_t first, std::size_t count) {
    return xt::view(rows, xt::range(first, first + count), xt::all());
}

}  // namespace drift
