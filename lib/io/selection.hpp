// Selecting from arrays of rows: which rows, and which numbers of each.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "core/array.hpp"
#include "core/random.hpp"
#include "io/npy_type.hpp"

namespace drift::io {

/// Rows begin .. end, without the last.
struct RowRange {
    static constexpr std::uint64_t no_end = std::numeric_limits<std::uint64_t>::max();
    std::uint64_t begin = 0, end = no_end;
};

/// `A:B`, where A or B may be left out; UsageError for anything else.
RowRange parse_range(const std::string& text);

/// `I,J,...`, counted from 0.
std::vector<std::size_t> parse_columns(const std::string& text);

/// `K,...` counted from 0, or `last`.
std::vector<std::size_t> parse_times(const std::string& text);

/// What is kept of an array.
struct Selection {
    static constexpr std::size_t last_time = std::numeric_limits<std::size_t>::max();

    RowRange range;
    Labels labels;             // the class of each row, if a label is given
    std::optional<int> label;  // only rows of this class
    std::vector<std::size_t>
        times;  // of rows (times, ...), in this order: one, or an axis of several; empty: all
    std::vector<std::size_t> columns;  // entries of the last axis, in this order; empty: all
    std::optional<Random> order;       // that shuffles the rows; none: as they come
    std::optional<npy::Type> type;     // of the numbers written; none: theirs
};

/// Writes the selected rows: one array for each array read, or, in a random order, one in all, which must fit in
/// memory. The bytes of the numbers stay as they are, unless another type is wanted, to which they are rounded.
void select(const std::string& from, const std::string& to, const Selection& wanted);

}  // namespace drift::io
