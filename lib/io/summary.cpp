#include "io/summary.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>
#include <vector>

#include "io/npy.hpp"
#include "io/npy_header.hpp"

namespace drift::io {

void Summary::add(Real value) {
    if (!std::isfinite(value)) {
        ++not_finite_;
        return;
    }
    ++count_;
    least_ = std::min(least_, value);
    most_ = std::max(most_, value);
    const Real before = value - mean_;
    mean_ += before / static_cast<Real>(count_);
    squares_ += before * (value - mean_);
}

Real Summary::std() const { return std::sqrt(squares_ / static_cast<Real>(count_)); }

namespace {

constexpr std::size_t most_columns = 16, most_rows = 5;  // that are shown one by one

std::ostream& operator<<(std::ostream& text, const Summary& of) {
    return text << of.least() << '\t' << of.most() << '\t' << of.mean() << '\t' << of.std();
}

void show_first_rows(std::ostream& text, const Rows& block) {
    for (std::size_t i = 0; i < std::min(most_rows, row_count(block)); ++i) {
        for (std::size_t j = 0; j < std::min(most_columns, dimension(block)); ++j)
            text << (j ? "\t" : "") << block(i, j);
        text << (dimension(block) > most_columns ? "\t...\n" : "\n");
    }
}

}  // namespace

std::string description(const std::string& path) {
    npy::Reader in(path);
    std::uint64_t rows = 0, arrays = 0;
    Summary all;
    std::vector<Summary> columns(in.dimension() <= most_columns ? in.dimension() : 0);
    std::ostringstream first_rows;
    Rows block;
    do {
        ++arrays;
        while (in.read(block, 4096) > 0) {
            if (rows == 0) show_first_rows(first_rows, block);
            for (const Real value : block) all.add(value);
            for (std::size_t j = 0; j < columns.size(); ++j)
                for (std::size_t i = 0; i < row_count(block); ++i) columns[j].add(block(i, j));
            rows += row_count(block);
        }
    } while (in.next_array());

    Shape shape{rows};
    shape.insert(shape.end(), in.row_shape().begin(), in.row_shape().end());
    std::ostringstream text;
    text << "type\t" << npy::name(in.type()) << "\nshape\t" << npy::tuple(shape) << "\narrays\t" << arrays
         << "\nnot finite\t" << all.not_finite() << '\n';
    if (all.count() == 0) return text.str();
    text << "\ncolumn\tmin\tmax\tmean\tstd\nall\t" << all << '\n';
    for (std::size_t j = 0; j < columns.size(); ++j) text << j << '\t' << columns[j] << '\n';
    text << "\nfirst rows\n" << first_rows.str();
    return text.str();
}

}  // namespace drift::io
