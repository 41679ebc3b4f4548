// Hot loops over the rows of an array: a bias is added to each, and its gradient is their sum.
#pragma once

#include <cstddef>

#include "kernel/instruction_set.hpp"

namespace drift::kernel {

/// Arrays are float, with contiguous rows.
struct RowLoops {
    /// x (n, width) += row (width), for each row.
    void (*add_row)(std::size_t n, std::size_t width, const float* row, float* x);

    /// sum (width) += the rows of x (n, width), in their order.
    void (*sum_rows)(std::size_t n, std::size_t width, const float* x, float* sum);

    static const RowLoops v2, v3, v4;
};

inline const RowLoops& row_loops() { return of_processor<RowLoops>(); }

}  // namespace drift::kernel
