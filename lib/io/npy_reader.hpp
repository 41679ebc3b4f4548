// Reading .npy files as streams of rows: drift-npy(5). The first axis is the row; arrays that follow one
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
    bool swapped() const { return header_.swapped; }       // the file has the other byte order
    const Shape& row_shape() const { return row_shape_; }  // the axes after the first
    std::size_t dimension() const { return dimension_; }   // d, the numbers of a row
    std::size_t rows() const { return rows_; }             // of this array
    std::size_t left() const { return left_; }             // of this array, not yet read

    /// The next rows of this array, `most` or as many as are left: block becomes (count, d). Returns count.
    std::size_t read(Rows& block, std::size_t most);

    /// The same, in single precision, put behind the values that are there; Error, with the row, when a finite
    /// number is none there.
    std::size_t read(std::vector<float>& values, std::size_t most);

    /// The rest of this array likewise, less an origin (d); an empty one becomes the mean of the first rows.
    void read_less(std::vector<float>& values, std::vector<double>& origin);

    /// The next rows as the bytes of the file, in C order: `bytes` becomes these.
    std::size_t read(std::vector<char>& bytes, std::size_t most);

    /// Goes on to the next array, past rows not yet read; false when there is none.
    bool next_array();

private:
    bool open_array(bool first);
    void fetch(char* bytes, std::size_t n);
    void append_bytes(std::vector<char>& bytes, std::size_t n);
    template <class Number>
    void fill(Number* numbers, std::size_t n);
    template <class Number>
    void append(std::vector<Number>& numbers, std::size_t n);
    template <class Number>
    void fill_rows(Number* numbers, std::size_t count);
    void take_columns();
    void gather(char* bytes, std::size_t first, std::size_t count) const;
    void append_columns(std::vector<float>& values);
    void append_columns_less(std::vector<float>& values, std::vector<double>& origin);
    float less(double value, double origin, std::uint64_t row) const;
    std::vector<std::size_t> column_order() const;
    [[noreturn]] void refuse(const char* number, std::uint64_t row) const;
    [[noreturn]] void refuse(double value, std::uint64_t row) const;

    Input input_;
    Header header_{};
    Shape row_shape_;
    std::size_t dimension_ = 0, rows_ = 0, left_ = 0;
    std::uint64_t before_ = 0;             // rows of the arrays before this
    std::uint64_t bytes_ = 0, found_ = 0;  // of this array: promised, read
    std::vector<char> piece_;
    std::vector<char> columns_;        // an array in Fortran order, whole
    std::vector<std::size_t> places_;  // (d), the places of the first row's numbers in it
};

}  // namespace drift::io::npy
