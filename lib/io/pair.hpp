// Two arrays read or written side by side: points and their times, points and their classes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "io/npy.hpp"

namespace drift::io::npy {

/// Rows that belong to one another, (n, d) and (n, e); the second is empty where there is none.
struct RowsPair {
    Rows first, second;
};

std::size_t row_count(const RowsPair& pair);
RowsPair row_range(const RowsPair& pair, std::size_t begin, std::size_t count);

/// A reader of an array, and of a second with as many rows if it has a path. The second may be cut into
/// arrays in other places.
class PairReader {
public:
    using Block = RowsPair;

    PairReader(const std::string& first, const std::string& second);

    const Reader& first() const { return first_; }
    const Reader& second() const { return *second_; }  // if it has a path
    std::size_t dimension() const { return first_.dimension(); }
    std::size_t rows() const { return first_.rows(); }
    std::size_t left() const { return first_.left(); }

    std::size_t read(RowsPair& block, std::size_t most);

    /// Error, after the last array, when the second has rows left.
    bool next_array();

private:
    Reader first_;
    std::optional<Reader> second_;
};

/// Where an array goes and what it is; an empty path is nowhere.
struct Target {
    std::string path;
    Type type;
    Shape row_shape;
};

/// A writer of one array, and of a second if it has a path.
class PairWriter {
public:
    PairWriter(std::size_t rows, const Target& first, const Target& second);

    std::size_t dimension() const { return first_.dimension(); }

    void write(const RowsPair& rows);
    void write(const std::vector<RowsPair>& pieces);
    void next_array(std::size_t rows);
    void close();

private:
    Writer first_;
    std::optional<Writer> second_;
};

}  // namespace drift::io::npy
