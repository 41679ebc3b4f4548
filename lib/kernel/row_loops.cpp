#include "kernel/row_loops.hpp"

namespace drift::kernel::DRIFT_LEVEL {
namespace {

void sum_rows(std::size_t n, std::size_t width, const float* x, float* sum) {
    for (std::size_t i = 0; i < n; ++i)
#pragma omp simd
        for (std::size_t j = 0; j < width; ++j) sum[j] += x[i * width + j];
}

void add_row(std::size_t n, std::size_t width, const float* row, float* x) {
    for (std::size_t i = 0; i < n; ++i)
#pragma omp simd
        for (std::size_t j = 0; j < width; ++j) x[i * width + j] += row[j];
}

}  // namespace

}  // namespace drift::kernel::DRIFT_LEVEL

namespace drift::kernel {

const RowLoops RowLoops::DRIFT_LEVEL{DRIFT_LEVEL::add_row, DRIFT_LEVEL::sum_rows};

}  // namespace drift::kernel
