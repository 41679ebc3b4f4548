// How streams of rows are read and written: pieces of a megabyte, decoded and encoded where they stand.
#include "io/npy.hpp"

#include <algorithm>
#include <cassert>
#include <limits>

#include "core/error.hpp"

namespace drift::io::npy {
namespace {

constexpr std::size_t piece = std::size_t{1} << 17;  // numbers decoded or encoded at a time

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
    while (left_ > 0) read(skipped, std::max<std::size_t>(1, piece / dimension_));
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

// The same behind what is there: memory is taken at once where the file is known to hold them, else as they
// arrive.
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

Rows take(Reader& in, std::size_t n) {
    Rows rows = Rows::from_shape({n, in.dimension()}), block;
    for (std::size_t done = 0; done < n;) {
        const std::size_t count = in.read(block, n - done);
        std::copy_n(block.data(), count * in.dimension(), rows.data() + done * in.dimension());
        done += count;
        if (count == 0 && !in.next_array()) throw Error("'", in.name(), "' ends ", n - done, " rows early");
    }
    return rows;
}

void expect_times(const Rows& times, const std::string& name) {
    if (dimension(times) != 1)
        throw Error("expected one time a row in '", name, "', found ", dimension(times));
    for (const double t : times)
        if (!(t >= 0 && t <= 1)) throw Error("not a time from 0 to 1 in '", name, "': ", t);
}

void expect_shape(const Reader& in, const Shape& row_shape) {
    if (in.row_shape() != row_shape)
        throw Error("expected rows of shape ", tuple(row_shape), " in '", in.name(), "', found ",
                    tuple(in.row_shape()));
}

void expect_end(Reader& in) {
    do
        if (in.left() > 0) throw Error("'", in.name(), "' has ", in.left(), " rows too many");
    while (in.next_array());
}

Rows read_rows(Reader& in) {
    Rows rows, block;
    std::size_t n = in.read(rows, in.rows());
    while (in.next_array()) {
        const std::size_t count = in.read(block, in.rows());
        if (n + count > row_count(rows)) {
            Rows larger =
                Rows::from_shape({2 * n + count, in.dimension()});  // so that many shards cost few copies
            std::copy_n(rows.data(), n * in.dimension(), larger.data());
            rows = std::move(larger);
        }
        std::copy_n(block.data(), count * in.dimension(), rows.data() + n * in.dimension());
        n += count;
    }
    if (n < row_count(rows)) rows = row_range(rows, 0, n);
    return rows;
}

Rows read_rows(const std::string& path, Shape* row_shape) {
    Reader in(path);
    if (row_shape) *row_shape = in.row_shape();
    return read_rows(in);
}

std::vector<float> read_floats(const std::string& path, Shape* row_shape) {
    Reader in(path);
    std::vector<float> values;
    do in.read(values, in.rows());
    while (in.next_array());
    if (row_shape) *row_shape = in.row_shape();
    return values;
}

Labels read_labels(const std::string& path) {
    Reader in(path);
    if (!is_integer(in.type()) || !in.row_shape().empty())
        throw Error("labels are whole numbers, one a row; '", in.name(), "' has ", name(in.type()),
                    " rows of shape ", tuple(in.row_shape()));
    Labels labels;
    Rows block;
    do {
        while (in.read(block, piece) > 0)
            for (const double label : block) {
                if (!(label >= 0 && label <= std::numeric_limits<int>::max()))
                    throw Error("not a label in '", in.name(), "', row ", labels.size(), ": ", label);
                labels.push_back(static_cast<int>(label));
            }
    } while (in.next_array());
    return labels;
}

Writer::Writer(const std::string& path, Type type, std::size_t rows, const Shape& row_shape)
    : output_(path), type_(type), row_shape_(row_shape), dimension_(entries(row_shape)) {
    output_.refuse_terminal("an array", ", or pipe it into drift plot");
    next_array(rows);
}

void Writer::next_array(std::size_t rows) {
    assert(left_ == 0);
    left_ = rows;
    Shape shape{rows};
    shape.insert(shape.end(), row_shape_.begin(), row_shape_.end());
    const std::string header = header_bytes(type_, shape);
    output_.write(header.data(), header.size());
}

template <class Number>
void Writer::put(const Number* numbers, std::size_t rows) {
    assert(rows <= left_);
    left_ -= rows;
    for (std::size_t n = rows * dimension_; n > 0;) {
        const std::size_t count = std::min(n, piece);
        piece_.resize(count * size(type_));
        const std::size_t fitting = encode(type_, numbers, count, piece_.data());
        if (fitting < count)
            throw Error("cannot write '", output_.name(), "': ", numbers[fitting], " is no ", name(type_));
        output_.write(piece_.data(), piece_.size());
        numbers += count, n -= count;
    }
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

void write_rows(const std::string& path, const Rows& rows, Type type, const Shape& row_shape) {
    Writer out(path, type, row_count(rows), row_shape);
    out.write(rows);
    out.close();
}

void write_labels(const std::string& path, const Labels& labels) {
    Writer out(path, Type::i8, labels.size(), {});
    out.write(labels);
    out.close();
}

}  // namespace drift::io::npy
