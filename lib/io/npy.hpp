// NumPy's .npy files, drift-npy(5): streams of rows, and all rows of a file at once.
#pragma once

#include <string>
#include <vector>

#include "core/array.hpp"
#include "io/npy_reader.hpp"
#include "io/npy_writer.hpp"
#include "io/per_row.hpp"

namespace drift::io::npy {

/// True when a file begins as an array does; false for standard input, which cannot be read twice.
bool recognise(const std::string& path);

/// The next n rows, from this array and those after it; Error when there are fewer.
Rows take(Reader& in, std::size_t n);

/// Error when the rows have another shape.
void expect_shape(const Reader& in, const Shape& row_shape);

/// Error when there are rows left.
void expect_end(Reader& in);

/// All rows that are left in all arrays, (n, d).
Rows read_rows(Reader& in);

/// All rows of all arrays of a file, (n, d); row_shape: the axes after the first, d = entries(row_shape).
Rows read_rows(const std::string& path, Shape* row_shape = nullptr);

/// Rows in single precision, less an origin: x = origin + values.
struct Singles {
    std::vector<float> values;   // (n, d)
    std::vector<double> origin;  // (d), or empty for 0
    Shape row_shape;
    Type type;  // of the file
};

/// All rows of a file. Where its numbers are not exact in single precision the origin is the mean of the first
/// rows, so that an offset does not cost digits; memory holds the rows once. Error, with the row, when a finite
/// number is none in single precision.
Singles read_singles(const std::string& path);

/// One array.
void write_rows(const std::string& path, const Rows& rows, Type type, const Shape& row_shape);

}  // namespace drift::io::npy
