#include "io/selection.hpp"

#include <algorithm>
#include <numeric>

#include "core/error.hpp"
#include "core/spec.hpp"
#include "io/npy.hpp"
#include "io/stream.hpp"

namespace drift::io {

RowRange parse_range(const std::string& text) {
    const std::vector<std::string> ends = split(text, ':');
    if (ends.size() != 2) throw UsageError("expected A:B for a range of rows, found '", text, "'");
    RowRange range;
    if (!ends[0].empty()) range.begin = parse_count(ends[0], "the first row of a range");
    if (!ends[1].empty()) range.end = parse_count(ends[1], "the end of a range");
    if (range.begin > range.end) throw UsageError("the range ends before it begins: '", text, "'");
    return range;
}

std::vector<std::size_t> parse_columns(const std::string& text) {
    std::vector<std::size_t> columns;
    for (const std::string& piece : split(text, ',')) columns.push_back(parse_count(piece, "a column"));
    return columns;
}

namespace {

std::size_t block_rows(std::uint64_t) { return 4096; }

bool keeps(const Selection& wanted, std::uint64_t row) {
    if (row < wanted.range.begin || row >= wanted.range.end) return false;
    return !wanted.label || (row < wanted.labels.size() && wanted.labels[row] == *wanted.label);
}

std::size_t kept_count(const Selection& wanted, std::uint64_t first, std::size_t n) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < n; ++i) count += keeps(wanted, first + i);
    return count;
}

// An input of so many rows has those of the range, and a label for each.
void check(const Selection& wanted, std::uint64_t rows, const std::string& source) {
    const std::uint64_t last = wanted.range.end == RowRange::no_end ? wanted.range.begin : wanted.range.end;
    if (last > rows) throw Error("'", source, "' has ", rows, " rows, asked for rows up to ", last);
    if (wanted.label && wanted.labels.size() != rows)
        throw Error("expected ", rows, " labels, one for each row of '", source, "', found ",
                    wanted.labels.size());
}

// The numbers of a row that are kept: their places, and the shape they have.
struct RowPart {
    RowPart(const Shape& row_shape, const Selection& wanted) : shape(row_shape), places(entries(row_shape)) {
        std::iota(places.begin(), places.end(), std::size_t{0});
        if (wanted.time) keep_time(*wanted.time);
        if (!wanted.columns.empty()) keep_columns(wanted.columns);
    }

    void keep_time(std::size_t k) {
        if (shape.size() < 2) throw Error("rows have no axis of times: expected an array (n,times,...)");
        if (k >= shape.front()) throw Error("no time ", k, ": there are ", shape.front(), ", counted from 0");
        const std::size_t size = places.size() / shape.front();
        const auto begin = places.begin() + static_cast<std::ptrdiff_t>(k * size);
        places = {begin, begin + static_cast<std::ptrdiff_t>(size)};
        shape.erase(shape.begin());
    }

    void keep_columns(const std::vector<std::size_t>& columns) {
        if (shape.empty()) throw Error("rows have no columns: expected an array (n,...,columns)");
        for (const std::size_t column : columns)
            if (column >= shape.back())
                throw Error("no column ", column, ": there are ", shape.back(), ", counted from 0");
        std::vector<std::size_t> kept;
        for (std::size_t line = 0; line < places.size(); line += shape.back())
            for (const std::size_t column : columns) kept.push_back(places[line + column]);
        places = kept;
        shape.back() = columns.size();
    }

    Shape shape;
    std::vector<std::size_t> places;
};

// Of a block whose first row is row `first` of the stream.
Rows selected(const Rows& block, std::uint64_t first, const Selection& wanted, const RowPart& part) {
    Rows out({kept_count(wanted, first, row_count(block)), part.places.size()});
    Real* next = out.data();
    for (std::size_t i = 0; i < row_count(block); ++i)
        if (keeps(wanted, first + i))
            for (const std::size_t place : part.places) *next++ = block(i, place);
    return out;
}

// The type that an array of the same numbers is written in.
npy::Type written(npy::Type type) { return type == npy::Type::f2 ? npy::Type::f4 : type; }

// Writes, for each array read, one of the rows that are kept of it.
class InOrder {
public:
    InOrder(const npy::Reader& in, const std::string& to, const Selection& wanted, const Shape& row_shape)
        : wanted_(wanted),
          rows_(in.rows()),
          out_(to, written(in.type()), kept_count(wanted, 0, in.rows()), row_shape) {}

    void write(const Rows& kept) { out_.write(kept); }
    void next_array(std::size_t rows) {
        out_.next_array(kept_count(wanted_, rows_, rows));
        rows_ += rows;
    }
    void close() { out_.close(); }

private:
    const Selection& wanted_;
    std::uint64_t rows_;  // of all arrays that are begun
    npy::Writer out_;
};

// Fisher & Yates: each order is equally likely.
std::vector<std::size_t> random_order(std::size_t n, const Random& random) {
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = n; i > 1; --i)
        std::swap(order[i - 1], order[random.index(i, 0, static_cast<std::uint32_t>(i))]);
    return order;
}

// Collects the rows that are kept of all arrays and writes them in a random order, as one array.
class Shuffled {
public:
    Shuffled(const npy::Reader& in, const std::string& to, const Random& random, const Shape& row_shape)
        : to_(to), type_(written(in.type())), random_(random), row_shape_(row_shape) {}

    void write(const Rows& kept) {
        numbers_.insert(numbers_.end(), kept.begin(), kept.end());
        n_ += row_count(kept);
    }
    void next_array(std::size_t) {}
    void close() {
        const std::size_t d = entries(row_shape_);
        Rows shuffled({n_, d});
        Real* next = shuffled.data();
        for (const std::size_t i : random_order(n_, random_))
            next = std::copy_n(numbers_.data() + i * d, d, next);
        npy::write_rows(to_, shuffled, type_, row_shape_);
    }

private:
    std::string to_;
    npy::Type type_;
    Random random_;
    Shape row_shape_;
    std::vector<Real> numbers_;  // (n, d)
    std::size_t n_ = 0;
};

template <class Out>
void copy(npy::Reader& in, Out&& out, const Selection& wanted, const RowPart& part) {
    const auto kept = [&](const Rows& block, std::uint64_t first) {
        return selected(block, first, wanted, part);
    };
    check(wanted, transform(in, out, block_rows, {}, kept), in.name());
    out.close();
}

}  // namespace

void select(const std::string& from, const std::string& to, const Selection& wanted) {
    npy::Reader in(from);
    const RowPart part(in.row_shape(), wanted);
    if (wanted.order)
        copy(in, Shuffled(in, to, *wanted.order, part.shape), wanted, part);
    else
        copy(in, InOrder(in, to, wanted, part.shape), wanted, part);
}

}  // namespace drift::io
