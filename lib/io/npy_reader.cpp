// Numbers are decoded a megabyte at a time, straight into the rows where the file is in C order.
#include "io/npy_reader.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"

namespace drift::io::npy {
namespace {

constexpr std::size_t piece = std::size_t{1} << 17;  // numbers decoded at a time

// Of every stride-th of n numbers, with 0 for those that single precision has not.
double mean(const double* numbers, std::size_t n, std::size_t stride) {
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i)
        if (std::isfinite(static_cast<float>(numbers[i * stride])))
            sum += numbers[i * stride] / static_cast<double>(n);
    return sum;
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
    before_ += rows_;
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
    std::vector<char> skipped;
    while (left_ > 0) read(skipped, piece / std::max<std::size_t>(1, dimension_) + 1);
    return open_array(false);
}

// The bytes of the next n numbers of the file.
void Reader::fetch(char* bytes, std::size_t n) {
    const std::size_t wanted = n * size(header_.type), got = input_.read(bytes, wanted);
    found_ += got;
    if (got < wanted)
        throw Error("truncated '", name(), "': header promises ", bytes_, " bytes, ", found_, " found");
}

// The same behind what is there: memory is taken at once where the file is known to hold them, else as they
// arrive.
void Reader::append_bytes(std::vector<char>& bytes, std::size_t n) {
    const std::size_t width = size(header_.type);
    if (input_.regular() && bytes.empty()) bytes.reserve(n * width);
    while (n > 0) {
        const std::size_t start = bytes.size(), count = std::min(n, piece);
        bytes.resize(start + count * width);
        fetch(bytes.data() + start, count);
        n -= count;
    }
}

void Reader::refuse(const char* number, std::uint64_t row) const {
    if (header_.type == Type::b1) throw Error("neither true nor false in '", name(), "': a bool is 0 or 1");
    double value = 0;
    decode(header_.type, header_.swapped, number, 1, &value);
    refuse(value, row);
}

void Reader::refuse(double value, std::uint64_t row) const {
    throw Error("too large for single precision in '", name(), "': row ", before_ + row, " holds ", value);
}

// The next n numbers of the file.
template <class Number>
void Reader::fill(Number* numbers, std::size_t n) {
    const std::size_t width = size(header_.type);
    while (n > 0) {
        const std::size_t count = std::min(n, piece);
        const std::uint64_t first = found_ / width;
        piece_.resize(count * width);
        fetch(piece_.data(), count);
        const std::size_t good = decode(header_.type, header_.swapped, piece_.data(), count, numbers);
        if (good < count)
            refuse(piece_.data() + good * width,
                   header_.fortran ? (first + good) % rows_ : (first + good) / dimension_);
        numbers += count, n -= count;
    }
}

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
    const std::size_t width = size(header_.type), most = piece / dimension_ + 1;
    for (std::size_t first = rows_ - left_; count > 0;) {
        const std::size_t rows = std::min(count, most), n = rows * dimension_;
        piece_.resize(n * width);
        gather(piece_.data(), first, rows);
        const std::size_t good = decode(header_.type, header_.swapped, piece_.data(), n, numbers);
        if (good < n) refuse(piece_.data() + good * width, first + good / dimension_);
        numbers += n, first += rows, count -= rows;
    }
}

std::size_t Reader::read(Rows& block, std::size_t most) {
    const std::size_t count = std::min(most, left_), n = count * dimension_;
    take_columns();
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

// A bool is checked here, as where it becomes a number.
std::size_t Reader::read(std::vector<char>& bytes, std::size_t most) {
    const std::size_t count = std::min(most, left_), width = size(header_.type);
    take_columns();
    bytes.clear();
    if (header_.fortran) {
        bytes.resize(count * dimension_ * width);
        gather(bytes.data(), rows_ - left_, count);
    } else
        append_bytes(bytes, count * dimension_);
    if (header_.type == Type::b1)
        for (const char& value : bytes)
            if (value != 0 && value != 1) refuse(&value, 0);
    left_ -= count;
    return count;
}

// A whole array in Fortran order, each column put into the rows as it arrives, so that memory holds it once.
void Reader::append_columns(std::vector<float>& values) {
    const std::size_t start = values.size(), d = dimension_;
    values.resize(start + rows_ * d);
    std::vector<float> part(std::min(rows_, piece));
    for (const std::size_t j : column_order())
        for (std::size_t i = 0; i < rows_;) {
            const std::size_t count = std::min(part.size(), rows_ - i);
            fill(part.data(), count);
            for (std::size_t k = 0; k < count; ++k, ++i) values[start + i * d + j] = part[k];
        }
    left_ = 0;
}

float Reader::less(double value, double origin, std::uint64_t row) const {
    const auto rest = static_cast<float>(value - origin);
    if (std::isfinite(value) && (std::isinf(rest) || std::isinf(static_cast<float>(value))))
        refuse(value, row);
    return rest;
}

// The same number of first rows as of an array in C order make the mean.
void Reader::append_columns_less(std::vector<float>& values, std::vector<double>& origin) {
    const std::size_t start = values.size(), d = dimension_, few = std::max<std::size_t>(1, piece / d);
    const bool first = origin.empty();
    origin.resize(d);
    values.resize(start + rows_ * d);
    std::vector<double> part(std::min(rows_, piece));
    for (const std::size_t j : column_order())
        for (std::size_t i = 0; i < rows_;) {
            const std::size_t count = std::min(part.size(), rows_ - i);
            fill(part.data(), count);
            if (first && i == 0) origin[j] = mean(part.data(), std::min(few, count), 1);
            for (std::size_t k = 0; k < count; ++k, ++i)
                values[start + i * d + j] = less(part[k], origin[j], i);
        }
    left_ = 0;
}

void Reader::read_less(std::vector<float>& values, std::vector<double>& origin) {
    const std::size_t d = dimension_, most = std::max<std::size_t>(1, piece / d);
    if (header_.fortran && input_.regular() && left_ == rows_ && rows_ > 0)
        return append_columns_less(values, origin);
    if (input_.regular() && values.empty()) values.reserve(left_ * d);
    Rows block;
    for (std::uint64_t row = rows_ - left_; const std::size_t count = read(block, most); row += count) {
        if (origin.empty())
            for (std::size_t j = 0; j < d; ++j) origin.push_back(mean(block.data() + j, count, d));
        for (std::size_t i = 0; i < count * d; ++i)
            values.push_back(less(block.data()[i], origin[i % d], row + i / d));
    }
}

std::size_t Reader::read(std::vector<float>& values, std::size_t most) {
    const std::size_t count = std::min(most, left_), start = values.size();
    if (header_.fortran && input_.regular() && count == rows_ && count > 0) {
        append_columns(values);
        return count;
    }
    if (header_.fortran) {
        take_columns();
        values.resize(start + count * dimension_);
        fill_rows(values.data() + start, count);
    } else
        append(values, count * dimension_);
    left_ -= count;
    return count;
}

}  // namespace drift::io::npy
