#include "kernel/embedding_loops.hpp"

#include "kernel/elementary.hpp"

namespace drift::kernel::DRIFT_LEVEL {
namespace {

void sincos(std::size_t n, std::size_t count, const float* angles, float* out, std::size_t stride) {
    for (std::size_t i = 0; i < n; ++i) {
        const float* angle = angles + i * count;
        float* sines = out + i * stride;
        float* cosines = sines + count;
#pragma omp simd
        for (std::size_t j = 0; j < count; ++j) {
            const auto [sine, cosine] = elementary::sincos(angle[j]);
            sines[j] = sine;
            cosines[j] = cosine;
        }
    }
}

void sincos_backward(std::size_t n, std::size_t count, const float* out, const float* dout, float* dangles,
                     std::size_t stride) {
    for (std::size_t i = 0; i < n; ++i) {
        const float *sines = out + i * stride, *dsines = dout + i * stride;
        const float *cosines = sines + count, *dcosines = dsines + count;
#pragma omp simd
        for (std::size_t j = 0; j < count; ++j)
            dangles[i * count + j] = cosines[j] * dsines[j] - sines[j] * dcosines[j];
    }
}

void outer(std::size_t n, std::size_t count, const float* x, const float* frequencies, float* angles) {
    for (std::size_t i = 0; i < n; ++i)
#pragma omp simd
        for (std::size_t j = 0; j < count; ++j) angles[i * count + j] = x[i] * frequencies[j];
}

}  // namespace

}  // namespace drift::kernel::DRIFT_LEVEL

namespace drift::kernel {

const EmbeddingLoops EmbeddingLoops::DRIFT_LEVEL{DRIFT_LEVEL::outer, DRIFT_LEVEL::sincos,
                                                 DRIFT_LEVEL::sincos_backward};

}  // namespace drift::kernel
