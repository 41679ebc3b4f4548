// Hot loops of sinusoidal embeddings: angles, their sines and cosines.
#pragma once

#include <cstddef>

#include "kernel/instruction_set.hpp"

namespace drift::kernel {

/// Arrays are float, with contiguous rows unless noted.
struct EmbeddingLoops {
    /// angles (n, count) = x (n) times frequencies (count).
    void (*outer)(std::size_t n, std::size_t count, const float* x, const float* frequencies, float* angles);

    /// out (n, 2 count), rows `stride` apart: the sines of the angles (n, count), then their cosines.
    void (*sincos)(std::size_t n, std::size_t count, const float* angles, float* out, std::size_t stride);

    /// From out and dout = dloss/dout, both with rows `stride` apart:
    /// dangles (n, count) = cos(angle) dsin - sin(angle) dcos.
    void (*sincos_backward)(std::size_t n, std::size_t count, const float* out, const float* dout,
                            float* dangles, std::size_t stride);

    static const EmbeddingLoops v2, v3, v4;
};

inline const EmbeddingLoops& embedding_loops() { return of_processor<EmbeddingLoops>(); }

}  // namespace drift::kernel
