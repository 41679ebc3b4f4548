// Parameters: one flat array of floats, and the layout of the named tensors in it.
#pragma once

#include <cstddef>
#include <new>
#include <string>
#include <vector>

#include "core/array.hpp"
#include "core/random.hpp"

namespace drift::network {

/// Memory that starts on a cache line, each array at another offset within its page than the one before: at
/// equal offsets a store to one array stalls loads from the other.
void* allocate_lines(std::size_t bytes);
void free_lines(void* memory);

/// Allocates such memory: the loops over an array take the same path in every run.
template <class T>
struct CacheLines {
    using value_type = T;
    CacheLines() = default;
    template <class U>
    CacheLines(const CacheLines<U>&) {}
    T* allocate(std::size_t n) { return static_cast<T*>(allocate_lines(n * sizeof(T))); }
    void deallocate(T* memory, std::size_t) { free_lines(memory); }
    bool operator==(const CacheLines&) const = default;
};

using Floats = std::vector<float, CacheLines<float>>;

/// The names, shapes and offsets of a network's tensors. Each starts on a cache line; the gaps stay zero.
class Layout {
public:
    struct Tensor {
        std::string name;
        Shape shape;
        std::size_t offset;
        bool trained;  // false: drawn once and fixed, as random frequencies are
    };

    /// Appends a tensor and returns its offset. The trained ones come first.
    std::size_t add(const std::string& name, const Shape& shape, bool trained = true);

    const std::vector<Tensor>& tensors() const { return tensors_; }
    std::size_t size() const { return size_; }             // of the flat array, gaps included
    std::size_t trained_size() const { return trained_; }  // without the fixed tensors at the end
    std::size_t count() const;                             // of numbers that are trained

private:
    std::vector<Tensor> tensors_;
    std::size_t size_ = 0, trained_ = 0;
};

/// Fills one tensor with uniform numbers on [-bound, bound), the draw of row i for the layout's tensor i.
void draw_uniform(const Random& random, const Layout& layout, std::size_t offset, float bound,
                  float* parameters);

}  // namespace drift::network
