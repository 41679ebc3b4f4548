// NumPy's .npy files as streams of rows: drift-npy(5). The first axis is the row; arrays that follow one
// another, as `cat` joins them, have one type and one shape of rows.
#pragma once

#include <string>
#include <vector>

#include "core/array.hpp"
#include "io/file.hpp"
#include "io/npy_header.hpp"
#include "io/npy_type.hpp"

namespace drift::io::npy {

/// Reads the arrays of a file or stream, block by block:
///     do while (in.read(block, most) > 0) use(block);
///     while (in.next_array());
class Reader {
public:
    using Block = Rows;

    /// Opens the first array; Error when there is none.
    explicit Reader(const std::string& path);

    const std::string& name() const { return input_.name(); }
    Type type() const { return header_.type; }
    const Shape& row_shape() const { return row_shape_; }  // the axes after the first
    std::size_t dimension() const { return dimension_; }   // d, the numbers of a row
    std::size_t rows() const { return rows_; }             // of this array
    std::size_t left() const { return left_; }             // of this array, not yet read

    /// The next rows of this array, `most` or as many as are left: block becomes (count, d). Returns count.
    std::size_t read(Rows& block, std::size_t most);

    /// The same, in single precision, put behind the values that are there.
    std::size_t read(std::vector<float>& values, std::size_t most);

    /// Goes on to the next array, past rows not yet read; false when there is none.
    bool next_array();

private:
    bool open_array(bool first);
    template <class Number>
    void fill(Number* numbers, std::size_t n);
    template <class Number>
    void append(std::vector<Number>& numbers, std::size_t n);
    template <class Number>
    void fill_rows(Number* numbers, std::size_t count);
    void append_columns(std::vector<float>& values);

    Input input_;
    Header header_{};
    Shape row_shape_;
    std::size_t dimension_ = 0, rows_ = 0, left_ = 0;
    std::uint64_t bytes_ = 0, found_ = 0;  // of this array: promised, read
    std::vector<char> piece_;
    std::vector<double> columns_;      // an array in Fortran order, whole
    std::vector<std::size_t> places_;  // (d), where the first row's numbers stand in it
};

/// The next n rows, from this array and those after it; Error when there are fewer.
Rows take(Reader& in, std::size_t n);

/// Error unless there is one number per row, a time from 0 to 1. name: the file, for messages.
void expect_times(const Rows& times, const std::string& name);

/// Error when the rows have another shape.
void expect_shape(const Reader& in, const Shape& row_shape);

/// Error when there are rows left.
void expect_end(Reader& in);

/// All rows that are left in all arrays, (n, d).
Rows read_rows(Reader& in);

/// All rows of all arrays of a file, (n, d); row_shape: the axes after the first, d = entries(row_shape).
Rows read_rows(const std::string& path, Shape* row_shape = nullptr);

/// The same in single precision, n * d values.
std::vector<float> read_floats(const std::string& path, Shape* row_shape = nullptr);

/// One class a row: whole numbers from 0.
Labels read_labels(const std::string& path);

/// Writes arrays whose number of rows is known before.
class Writer {
public:
    /// Begins the first array; UsageError when the output is a terminal.
    Writer(const std::string& path, Type type, std::size_t rows, const Shape& row_shape);

    std::size_t dimension() const { return dimension_; }  // d, the numbers of a row

    /// The next rows; Error when an integer type cannot hold a number.
    void write(const Rows& rows);
    void write(const std::vector<Rows>& pieces);
    void write(const Labels& labels);

    /// Begins the next array, when the one before is full.
    void next_array(std::size_t rows);

    /// All is written and stands in its place.
    void close();

private:
    template <class Number>
    void put(const Number* numbers, std::size_t rows);

    Output output_;
    Type type_;
    Shape row_shape_;
    std::size_t dimension_ = 0, left_ = 0;  // numbers of a row; rows of this array still to come
    std::vector<char> piece_;
};

/// One array, whole.
void write_rows(const std::string& path, const Rows& rows, Type type, const Shape& row_shape);
void write_labels(const std::string& path, const Labels& labels);  // int64

}  // namespace drift::io::npy
