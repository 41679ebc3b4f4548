// Two arrays written side by side: points and their classes, points and their noise.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "io/npy.hpp"

namespace drift::io::npy {

/// Where an array goes and what it is; an empty path is nowhere.
struct Target {
    std::string path;
    Type type;
    Shape row_shape;
};

/// Rows that belong to one another: (n, d) and (n, e).
struct RowsPair {
    Rows first, second;
};

/// A writer of one array, and of a second if it has a path.
class PairWriter {
public:
    PairWriter(std::size_t rows, const Target& first, const Target& second);

    void write(const std::vector<RowsPair>& pieces);
    void next_array(std::size_t rows);
    void close();

private:
    Writer first_;
    std::optional<Writer> second_;
};

}  // namespace drift::io::npy
