#include "path/end.hpp"

#include <algorithm>

#include "core/error.hpp"

namespace drift::path {

LawEnd::LawEnd(const Random& random, std::shared_ptr<const Distribution> law)
    : random_(random), law_(std::move(law)) {
    if (law_->size())
        throw Error("the end of a path is drawn without end, and this law has ", *law_->size(), " rows");
}

void LawEnd::draw(std::uint64_t first, std::size_t n, float* x, int* labels) const {
    Labels classes;
    const Rows rows = law_->draw(random_, first, n, labels ? &classes : nullptr);
    for (std::size_t i = 0; i < rows.size(); ++i) x[i] = static_cast<float>(rows.data()[i]);
    if (labels) std::copy(classes.begin(), classes.end(), labels);
}

void RowsEnd::draw(std::uint64_t first, std::size_t n, float* x, int* labels) const {
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t row = random_.index(first + i, 0, static_cast<std::uint32_t>(n_));
        std::copy_n(rows_.data() + row * d_, d_, x + i * d_);
        if (labelled()) labels[i] = labels_[row];
    }
}

}  // namespace drift::path
