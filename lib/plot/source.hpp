// Source: an array to be drawn, with the name that messages call it by.
#pragma once

#include <string>

#include "core/array.hpp"
#include "io/npy_type.hpp"

namespace drift::plot {

struct Source {
    std::string name;
    Rows rows;                       // (n, d)
    Shape row_shape;                 // the axes after the first, of d numbers
    npy::Type type = npy::Type::f4;  // of the file's numbers

    /// Error when a number is NaN or infinite.
    void expect_finite() const;

    /// The shape as a reader writes it: `(n,3,2)`.
    std::string shape() const;
};

/// All arrays of a .npy file; `-` is standard input.
Source read_source(const std::string& path);

}  // namespace drift::plot
