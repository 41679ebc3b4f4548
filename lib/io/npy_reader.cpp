// Numbers are decoded a megabyte at a time, straight into the rows where the file is in C order.
#include "io/npy_reader.hpp"

#include <algorithm>

#include "core/error.hpp"

namespace drift::io::npy {
namespace {

constexpr std::size_t piece = std::size_t{1} << 17;  // numbers decoded at a time

// For each number of a row in C order: its place in an array of n rows in Fortran order, in the first row.
std::vector<std::size_t> fortran_places(std::size_t n, const Shape& row_shape) {
    std::vector<std::size_t> places{0};
    std::size_t stride = n;
    for (const std::size_t axis : row_shape) {
        std::vector<std::size_t> longer;
        for (const std::size_t place : places)
            for (std::size_t i = 0; i < axis; ++i) longer.push_back(place + i * stride);
        places = std::move(longer);
        stride *= axis;
    }
    return places;
}

}  // namespace

Reader::Reader(const std::string& path) : input_(path) { open_array(true); }

bool Reader::open_array(bool first) {
    Header next{};
    if (!read_header(input_, first, next)) return false;
    const Shape row_shape(next.shape.begin() + (next.shape.empty() ? 0 : 1), next.shape.end());
    if (!first && (next.type != header_.type || row_shape != row_shape_))
        throw Error("arrays of different rows in '", name(), "': ", npy::name(header_.type), " ",
                    tuple(row_shape_), ", then ", npy::name(next.type), " ", tuple(row_shape));
    header_ = next;
    row_shape_ = row_shape;
    dimension_ = entries(row_shape);
    rows_ = left_ = next.shape.empty() ? 1 : next.shape[0];
    bytes_ = std::uint64_t{rows_} * dimension_ * size(next.type);
    found_ = 0;
    columns_.clear();
    if (input_.regular() && bytes_ > input_.left())
        throw Error("truncated '", name(), "': header promises ", bytes_, " bytes, ", input_.left(),
                    " found");
    return true;
}

bool Reader::next_array() {
    Rows skipped;
    while (left_ > 0) read(skipped, piece / std::max<std::size_t>(1, dimension_) + 1);
    return open_array(false);
}

// The next n numbers of the file.
template <class Number>
void Reader::fill(Number* numbers, std::size_t n) {
    while (n > 0) {
        const std::size_t count = std::min(n, piece), bytes = count * size(header_.type);
        piece_.resize(bytes);
        const std::size_t got = input_.read(piece_.data(), bytes);
        found_ += got;
        if (got < bytes)
            throw Error("truncated '", name(), "': header promises ", bytes_, " bytes, ", found_, " found");
        if (decode(header_.type, header_.swapped, piece_.data(), count, numbers) < count)
            throw Error("neither true nor false in '", name(), "': a bool is 0 or 1");
        numbers += count, n -= count;
    }
}

// The same behind what is there: memory is taken at once where the file is known to
// hold them, else as they arrive.
template <class Number>
void Reader::append(std::vector<Number>& numbers, std::size_t n) {
    if (input_.regular() && numbers.empty()) numbers.reserve(n);
    while (n > 0) {
        const std::size_t start = numbers.size(), count = std::min(n, piece);
        numbers.resize(start + count);
        fill(numbers.data() + start, count);
        n -= count;
    }
}

// The next rows, turned to C order.
template <class Number>
void Reader::fill_rows(Number* numbers, std::size_t count) {
    if (!header_.fortran) return fill(numbers, count * dimension_);
    const double* row = columns_.data() + (rows_ - left_);
    for (std::size_t i = 0; i < count; ++i, ++row)
        for (const std::size_t place : places_) *numbers++ = static_cast<Number>(row[place]);
}

std::size_t Reader::read(Rows& block, std::size_t most) {
    const std::size_t count = std::min(most, left_), n = count * dimension_;
    if (header_.fortran && columns_.empty() && left_ > 0) {
        append(columns_, rows_ * dimension_);
        places_ = fortran_places(rows_, row_shape_);
    }
    if (header_.fortran || input_.regular() || n <= piece) {
        block.resize({count, dimension_});
        fill_rows(block.data(), count);
    } else {
        std::vector<double> values;
        append(values, n);
        block.resize({count, dimension_});
        std::copy(values.begin(), values.end(), block.data());
    }
    left_ -= count;
    return count;
}

// A whole array in Fortran order, each column put into the rows as it arrives, so that memory holds it once.
void Reader::append_columns(std::vector<float>& values) {
    const std::size_t start = values.size(), d = dimension_;
    const std::vector<std::size_t> places = fortran_places(rows_, row_shape_);
    std::vector<std::size_t> order(d);  // of the columns: which of a row's numbers comes next
    for (std::size_t j = 0; j < d; ++j) order[places[j] / rows_] = j;
    values.resize(start + rows_ * d);
    std::vector<float> part(std::min(rows_, piece));
    for (const std::size_t j : order)
        for (std::size_t i = 0; i < rows_;) {
            const std::size_t count = std::min(part.size(), rows_ - i);
            fill(part.data(), count);
            for (std::size_t k = 0; k < count; ++k, ++i) values[start + i * d + j] = part[k];
        }
    left_ = 0;
}

std::size_t Reader::read(std::vector<float>& values, std::size_t most) {
    const std::size_t count = std::min(most, left_);
    if (header_.fortran && input_.regular() && count == rows_ && count > 0) {
        append_columns(values);
        return count;
    }
    if (header_.fortran) {
        Rows block;
        read(block, count);
        values.insert(values.end(), block.begin(), block.end());
        return count;
    }
    append(values, count * dimension_);
    left_ -= count;
    return count;
}

}  // namespace drift::io::npy
