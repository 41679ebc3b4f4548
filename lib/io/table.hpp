// Tables of facts, as text between tabs or as JSON.
#pragma once

#include <string>
#include <vector>

#include "io/report.hpp"

namespace drift::io {

struct Table {
    std::vector<std::string> columns;
    std::vector<std::vector<Fact>> rows;  // a fact for each column
};

/// A line of columns' names, then a line per row, numbers to six digits; one that
/// is not finite is missing and written `-`.
std::string tab_separated(const Table& table);

/// A list of objects, one per row, numbers to all digits, a missing one as null; below the key `table` of row i
/// the rows of details[i], unless that has no columns.
std::string as_json(const Table& table, const std::vector<Table>& details);

}  // namespace drift::io
