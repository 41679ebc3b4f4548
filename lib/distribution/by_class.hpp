// The rows of a slice by their classes.
#pragma once

#include <vector>

#include "core/array.hpp"

namespace drift::distribution {

/// Of each class that occurs (-1 when labels is empty) the rows, in order. Error
/// when a label is not one of `classes`.
struct ClassRows {
    int label;
    std::vector<std::size_t> rows;
};
std::vector<ClassRows> by_class(const Labels& labels, std::size_t rows, std::size_t classes);

}  // namespace drift::distribution
