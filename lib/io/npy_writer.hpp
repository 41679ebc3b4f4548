// Writing .npy files as streams of rows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/array.hpp"
#include "io/file.hpp"
#include "io/npy_type.hpp"

namespace drift::io::npy {

/// Writes arrays whose number of rows is known before.
class Writer {
public:
    /// Begins the first array; UsageError when the output is a terminal. swapped: bytes() of the other byte order
    /// follow.
    Writer(const std::string& path, Type type, std::size_t rows, const Shape& row_shape,
           bool swapped = false);

    std::size_t dimension() const { return dimension_; }  // d, the numbers of a row

    /// The next rows; Error, with the row, when the type cannot hold a number.
    void write(const Rows& rows);
    void write(const std::vector<Rows>& pieces);
    void write(const Labels& labels);

    /// The next rows as the bytes of the file.
    void write(const std::vector<char>& bytes);

    /// Begins the next array, when the one before is full.
    void next_array(std::size_t rows);

    /// All is written, and a regular file has taken the place of the old one.
    void close();

private:
    template <class Number>
    void put(const Number* numbers, std::size_t rows);
    [[noreturn]] void refuse(double number, std::uint64_t row) const;

    Output output_;
    Type type_;
    bool swapped_;
    Shape row_shape_;
    std::size_t dimension_ = 0, left_ = 0;  // numbers of a row; rows of this array still to come
    std::uint64_t written_ = 0;             // rows of all arrays
    std::vector<char> piece_;
};

}  // namespace drift::io::npy
