#include "network/parameters.hpp"

#include <atomic>
#include <cassert>
#include <cstring>

namespace drift::network {
namespace {

constexpr std::size_t line = 64;

}  // namespace

// The line before the array holds the address of the allocation.
void* allocate_lines(std::size_t bytes) {
    static std::atomic<std::size_t> arrays{0};
    const std::size_t before = (1 + arrays++ % 7 * 9) * line;
    void* memory = ::operator new (before + bytes, std::align_val_t{line});
    char* array = static_cast<char*>(memory) + before;
    std::memcpy(array - sizeof memory, &memory, sizeof memory);
    return array;
}

void free_lines(void* array) {
    void* memory = nullptr;
    std::memcpy(&memory, static_cast<char*>(array) - sizeof memory, sizeof memory);
    ::operator delete (memory, std::align_val_t{line});
}

std::size_t Layout::add(const std::string& name, const Shape& shape, bool trained) {
    assert(!trained || trained_ == size_);
    constexpr std::size_t floats = line / sizeof(float);
    const std::size_t offset = size_;
    tensors_.push_back({name, shape, offset, trained});
    size_ += (entries(shape) + floats - 1) / floats * floats;
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

}  // namespace drift::network
