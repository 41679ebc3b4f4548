#include "io/summary.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>
#include <vector>

#include "io/npy.hpp"
#include "io/npy_header.hpp"

namespace drift::io {

namespace {

constexpr std::size_t most_columns = 16, most_rows = 5;  // that are shown one by one

template <class Number>
std::ostream& operator<<(std::ostream& text, const Summary<Number>& of) {
    return text << of.least() << '\t' << of.most() << '\t' << of.mean() << '\t' << of.std();
}

template <class Number>
void show_first_rows(std::ostream& text, const std::vector<Number>& block, std::size_t count, std::size_t d) {
    for (std::size_t i = 0; i < std::min(most_rows, count); ++i) {
        for (std::size_t j = 0; j < std::min(most_columns, d); ++j)
            text << (j ? "\t" : "") << block[i * d + j];
        text << (d > most_columns ? "\t...\n" : "\n");
    }
}

template <class Number>
std::string described(npy::Reader& in) {
    const std::size_t d = in.dimension(), width = npy::size(in.type());
    std::uint64_t rows = 0, arrays = 0;
    Summary<Number> all;
    std::vector<Summary<Number>> columns(d <= most_columns ? d : 0);
    std::ostringstream first_rows;
    std::vector<char> bytes;
    std::vector<Number> block;
    do {
        ++arrays;
        while (const std::size_t count = in.read(bytes, 4096)) {
            block.resize(bytes.size() / width);
            decode(in.type(), in.swapped(), bytes.data(), block.size(), block.data());
            if (rows == 0) show_first_rows(first_rows, block, count, d);
            for (const Number value : block) all.add(value);
            for (std::size_t j = 0; j < columns.size(); ++j)
                for (std::size_t i = 0; i < count; ++i) columns[j].add(block[i * d + j]);
            rows += count;
        }
    } while (in.next_array());

    Shape shape{rows};
    shape.insert(shape.end(), in.row_shape().begin(), in.row_shape().end());
    std::ostringstream text;
    text << "type\t" << npy::name(in.type()) << "\nshape\t" << npy::tuple(shape) << "\narrays\t" << arrays
         << "\nnot finite\t" << all.not_finite() << '\n';
    if (all.count() == 0) return text.str();
    text << "\ncolumn\tmin\tmax\tmean\tstd\nall\t" << all << '\n';
    for (std::size_t j = 0; j < columns.size(); ++j) {
        text << j << '\t';
        columns[j].count() ? text << columns[j] : text << "-\t-\t-\t-";
        text << '\n';
    }
    text << "\nfirst rows\n" << first_rows.str();
    return text.str();
}

}  // namespace

std::string description(const std::string& path) {
    npy::Reader in(path);
    if (npy::is_unsigned(in.type())) return described<std::uint64_t>(in);
    if (npy::is_integer(in.type()) || in.type() == npy::Type::b1) return described<std::int64_t>(in);
    return described<double>(in);
}

}  // namespace drift::io
