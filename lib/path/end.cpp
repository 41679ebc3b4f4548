#include "path/end.hpp"

#include <algorithm>

namespace drift::path {

void RowsEnd::draw(std::uint64_t first, std::size_t n, float* x, int* labels) const {
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t row = random_.index(first + i, 0, static_cast<std::uint32_t>(n_));
        std::copy_n(rows_.data() + row * d_, d_, x + i * d_);
        if (labelled()) labels[i] = labels_[row];
    }
}

}  // namespace drift::path
