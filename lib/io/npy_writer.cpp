// Numbers are encoded a megabyte at a time.
#include "io/npy_writer.hpp"

#include <algorithm>
#include <cassert>

#include "core/error.hpp"
#include "io/npy_header.hpp"

namespace drift::io::npy {
namespace {

constexpr std::size_t piece = std::size_t{1} << 17;  // numbers encoded at a time

}  // namespace

Writer::Writer(const std::string& path, Type type, std::size_t rows, const Shape& row_shape, bool swapped)
    : output_(path), type_(type), swapped_(swapped), row_shape_(row_shape), dimension_(entries(row_shape)) {
    output_.refuse_terminal("an array", ", or pipe it into drift plot");
    next_array(rows);
}

void Writer::next_array(std::size_t rows) {
    assert(left_ == 0);
    left_ = rows;
    Shape shape{rows};
    shape.insert(shape.end(), row_shape_.begin(), row_shape_.end());
    const std::string header = header_bytes(type_, shape, swapped_);
    output_.write(header.data(), header.size());
}

template <class Number>
void Writer::put(const Number* numbers, std::size_t rows) {
    assert(rows <= left_);
    assert(!swapped_);
    left_ -= rows;
    const Number* const first = numbers;
    for (std::size_t n = rows * dimension_; n > 0;) {
        const std::size_t count = std::min(n, piece);
        piece_.resize(count * size(type_));
        const std::size_t fitting = encode(type_, numbers, count, piece_.data());
        if (fitting < count)
            refuse(numbers[fitting],
                   written_ + static_cast<std::size_t>(numbers + fitting - first) / dimension_);
        output_.write(piece_.data(), piece_.size());
        numbers += count, n -= count;
    }
    written_ += rows;
}

void Writer::refuse(double number, std::uint64_t row) const {
    if (type_ == Type::f4)
        throw Error("cannot write '", output_.name(), "': row ", row, " holds ", number,
                    ", too large for single precision: write it with --dtype float64");
    throw Error("cannot write '", output_.name(), "': row ", row, " holds ", number, ", which is no ",
                name(type_));
}

void Writer::write(const std::vector<char>& bytes) {
    const std::size_t rows = bytes.size() / (dimension_ * size(type_));
    assert(rows <= left_ && bytes.size() == rows * dimension_ * size(type_));
    left_ -= rows, written_ += rows;
    output_.write(bytes.data(), bytes.size());
}

void Writer::write(const Rows& rows) {
    assert(drift::dimension(rows) == dimension_);
    put(rows.data(), row_count(rows));
}

void Writer::write(const std::vector<Rows>& pieces) {
    for (const Rows& rows : pieces) write(rows);
}

void Writer::write(const Labels& labels) {
    assert(dimension_ == 1);
    put(labels.data(), labels.size());
}

void Writer::close() {
    assert(left_ == 0);
    output_.commit();
}

}  // namespace drift::io::npy
