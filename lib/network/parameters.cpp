// How the flat array is laid out and filled.
#include "network/parameters.hpp"

#include <cassert>

namespace drift {

std::size_t Layout::add(const std::string& name, const Shape& shape, bool trained) {
    assert(!trained || trained_ == size_);
    const std::size_t offset = size_, line = 64 / sizeof(float);
    tensors_.push_back({name, shape, offset, trained});
    size_ += (entries(shape) + line - 1) / line * line;
    if (trained) trained_ = size_;
    return offset;
}

std::size_t Layout::count() const {
    std::size_t all = 0;
    for (const Tensor& tensor : tensors_)
        if (tensor.trained) all += entries(tensor.shape);
    return all;
}

void draw_uniform(const Random& random, const Layout& layout, std::size_t offset, float bound,
                  float* parameters) {
    for (std::size_t i = 0; i < layout.tensors().size(); ++i) {
        const Layout::Tensor& tensor = layout.tensors()[i];
        if (tensor.offset != offset) continue;
        const std::size_t n = entries(tensor.shape);
        random.uniform_rows(i, 1, n, 0, parameters + offset);
        for (std::size_t j = 0; j < n; ++j) parameters[offset + j] = bound * (2 * parameters[offset + j] - 1);
    }
}

}  // namespace drift
