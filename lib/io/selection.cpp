#include "io/selection.hpp"

#include <algorithm>
#include <numeric>

#include "core/error.hpp"
#include "core/spec.hpp"
#include "io/npy.hpp"

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

std::vector<std::size_t> parse_times(const std::string& text) {
    std::vector<std::size_t> times;
    for (const std::string& piece : split(text, ','))
        times.push_back(piece == "last" ? Selection::last_time : parse_count(piece, "a time"));
    return times;
}

namespace {

using Bytes = std::vector<char>;

constexpr std::size_t block_bytes = std::size_t{1} << 20;

// Of rows first .. first + n.
std::uint64_t kept_count(const Selection& wanted, std::uint64_t first, std::uint64_t n) {
    const std::uint64_t begin = std::max(first, wanted.range.begin);
    const std::uint64_t end = std::min(first + n, wanted.range.end);
    if (begin >= end) return 0;
    if (!wanted.label) return end - begin;
    const auto at = [&](std::uint64_t row) {
        return wanted.labels.begin() +
               static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(row, wanted.labels.size()));
    };
    return static_cast<std::uint64_t>(std::count(at(begin), at(end), *wanted.label));
}

// An input of so many rows has those of the range, and a label for each.
void check(const Selection& wanted, std::uint64_t rows, const std::string& source) {
    const std::uint64_t last = wanted.range.end == RowRange::no_end ? wanted.range.begin : wanted.range.end;
    if (last > rows) throw Error("'", source, "' has ", rows, " rows, asked for rows up to ", last);
    if (wanted.label && wanted.labels.size() != rows)
        throw Error("expected ", rows, " labels, one for each row of '", source, "', found ",
                    wanted.labels.size());
}

// The numbers of a row that are kept: their places, unless all are, and the shape they have.
struct RowPart {
    RowPart(const Shape& row_shape, const Selection& wanted)
        : shape(row_shape), all(wanted.times.empty() && wanted.columns.empty()) {
        if (all) return;
        places.resize(entries(row_shape));
        std::iota(places.begin(), places.end(), std::size_t{0});
        if (!wanted.times.empty()) keep_times(wanted.times);
        if (!wanted.columns.empty()) keep_columns(wanted.columns);
    }

    void keep_times(const std::vector<std::size_t>& times) {
        if (shape.size() < 2) throw Error("rows have no axis of times: expected an array (n,times,...)");
        const std::size_t count = shape.front(), size = places.size() / count;
        std::vector<std::size_t> kept;
        for (const std::size_t time : times) {
            const std::size_t k = time == Selection::last_time ? count - 1 : time;
            if (k >= count) throw Error("no time ", k, ": there are ", count, ", counted from 0");
            const auto begin = places.begin() + static_cast<std::ptrdiff_t>(k * size);
            kept.insert(kept.end(), begin, begin + static_cast<std::ptrdiff_t>(size));
        }
        places = std::move(kept);
        shape.front() = times.size();
        if (times.size() == 1) shape.erase(shape.begin());
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
    bool all;
    std::vector<std::size_t> places;
};

// Of the bytes of `count` rows, the first of which is row `first` of the stream.
Bytes selected(const Bytes& block, std::size_t count, std::uint64_t first, std::size_t width,
               const Selection& wanted, const RowPart& part) {
    Bytes out;
    const std::size_t size = block.size() / count;
    for (std::size_t i = 0; i < count; ++i) {
        if (kept_count(wanted, first + i, 1) == 0) continue;
        const char* row = block.data() + i * size;
        if (part.all) out.insert(out.end(), row, row + size);
        for (const std::size_t place : part.places)
            out.insert(out.end(), row + place * width, row + (place + 1) * width);
    }
    return out;
}

// A writer of the numbers' bytes, or of the same numbers in another type.
class Sink {
public:
    Sink(const npy::Reader& in, const std::string& to, const Selection& wanted, const Shape& row_shape,
         std::uint64_t rows)
        : from_(in.type()),
          swapped_(in.swapped()),
          same_(wanted.type.value_or(from_) == from_),
          out_(to, wanted.type.value_or(from_), rows, row_shape, same_ && swapped_) {}

    void write(const Bytes& kept) {
        if (same_) return out_.write(kept);
        Rows rows = zeros(kept.size() / npy::size(from_) / out_.dimension(), out_.dimension());
        decode(from_, swapped_, kept.data(), rows.size(), rows.data());
        out_.write(rows);
    }
    void next_array(std::uint64_t rows) { out_.next_array(rows); }
    void close() { out_.close(); }

private:
    npy::Type from_;
    bool swapped_, same_;
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

// Hands the bytes that are kept of each block to `write`, and the rows of each later array to `begin`, with the
// rows before it. Returns the rows read.
template <class Write, class Begin>
std::uint64_t visit(npy::Reader& in, const Selection& wanted, const RowPart& part, const Write& write,
                    const Begin& begin) {
    const std::size_t width = npy::size(in.type());
    const std::size_t most = std::clamp<std::size_t>(block_bytes / (width * in.dimension()), 1, 4096);
    std::uint64_t done = 0;
    Bytes block;
    for (bool more = true; more;) {
        while (const std::size_t count = in.read(block, most)) {
            write(selected(block, count, done, width, wanted, part));
            done += count;
        }
        more = in.next_array();
        if (more) begin(in.rows(), done);
    }
    check(wanted, done, in.name());
    return done;
}

void in_order(npy::Reader& in, const std::string& to, const Selection& wanted, const RowPart& part) {
    Sink out(in, to, wanted, part.shape, kept_count(wanted, 0, in.rows()));
    visit(
        in, wanted, part, [&](const Bytes& kept) { out.write(kept); },
        [&](std::uint64_t rows, std::uint64_t before) { out.next_array(kept_count(wanted, before, rows)); });
    out.close();
}

void shuffled(npy::Reader& in, const std::string& to, const Selection& wanted, const RowPart& part) {
    Bytes all;
    visit(
        in, wanted, part, [&](const Bytes& kept) { all.insert(all.end(), kept.begin(), kept.end()); },
        [](std::uint64_t, std::uint64_t) {});
    const std::size_t size = entries(part.shape) * npy::size(in.type()), n = all.size() / size;
    Bytes mixed;
    mixed.reserve(all.size());
    for (const std::size_t i : random_order(n, *wanted.order))
        mixed.insert(mixed.end(), all.data() + i * size, all.data() + (i + 1) * size);
    Sink out(in, to, wanted, part.shape, n);
    out.write(mixed);
    out.close();
}

}  // namespace

void select(const std::string& from, const std::string& to, const Selection& wanted) {
    npy::Reader in(from);
    const RowPart part(in.row_shape(), wanted);
    wanted.order ? shuffled(in, to, wanted, part) : in_order(in, to, wanted, part);
}

}  // namespace drift::io
