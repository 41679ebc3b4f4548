// In blocks, so that the sum of the slices' gradients stays in the first-level cache.
#include "kernel/update_loops.hpp"

#include <cmath>

namespace drift::kernel::DRIFT_LEVEL {
namespace {

constexpr std::size_t block = 512;

// The sum of the slices' numbers first .. first + size, in their order: in `sum`, or in the only slice.
const float* sum_slices(const float* const* gradients, std::size_t slices, std::size_t first,
                        std::size_t size, float* sum) {
    const float* total = gradients[0] + first;
    for (std::size_t s = 1; s < slices; ++s) {
        const float* gradient = gradients[s] + first;
#pragma omp simd
        for (std::size_t i = 0; i < size; ++i) sum[i] = total[i] + gradient[i];
        total = sum;
    }
    return total;
}

void adam(std::size_t count, const float* const* gradients, std::size_t slices, const AdamStep& constants,
          float* parameters, float* mean, float* square) {
    const AdamStep step = constants;  // a copy that no store can change
    alignas(64) float sum[block];
    for (std::size_t first = 0; first < count; first += block) {
        const std::size_t size = count - first < block ? count - first : block;
        const float* total = sum_slices(gradients, slices, first, size, sum);
        float *p = parameters + first, *m = mean + first, *v = square + first;
#pragma omp simd
        for (std::size_t i = 0; i < size; ++i) {
            const float g = step.scale * total[i];
            m[i] += (1.0F - step.beta1) * (g - m[i]);
            v[i] += (1.0F - step.beta2) * (g * g - v[i]);
            const float root = std::sqrt(v[i] * step.correction2) + step.epsilon;
            p[i] -= step.decay * p[i] + step.rate * (m[i] * step.correction1) / root;
        }
    }
}

void sgd(std::size_t count, const float* const* gradients, std::size_t slices, const SgdStep& constants,
         float* parameters, float* mean) {
    const SgdStep step = constants;
    alignas(64) float sum[block];
    for (std::size_t first = 0; first < count; first += block) {
        const std::size_t size = count - first < block ? count - first : block;
        const float* total = sum_slices(gradients, slices, first, size, sum);
        float *p = parameters + first, *m = mean + first;
#pragma omp simd
        for (std::size_t i = 0; i < size; ++i) {
            m[i] = step.momentum * m[i] + step.scale * total[i];
            p[i] -= step.rate * m[i];
        }
    }
}

double sum(std::size_t count, const float* const* gradients, std::size_t slices, float* out) {
    alignas(64) float part[block];
    double squares = 0;
    for (std::size_t first = 0; first < count; first += block) {
        const std::size_t size = count - first < block ? count - first : block;
        const float* all = sum_slices(gradients, slices, first, size, part);
        float* to = out + first;
#pragma omp simd reduction(+ : squares)
        for (std::size_t i = 0; i < size; ++i) {
            const double g = static_cast<double>(all[i]);
            squares += g * g;
            to[i] = all[i];
        }
    }
    return squares;
}

void lerp(std::size_t count, float weight, const float* p, float* q) {
#pragma omp simd
    for (std::size_t i = 0; i < count; ++i) q[i] += weight * (p[i] - q[i]);
}

}  // namespace

}  // namespace drift::kernel::DRIFT_LEVEL

namespace drift::kernel {

const UpdateLoops UpdateLoops::DRIFT_LEVEL{DRIFT_LEVEL::adam, DRIFT_LEVEL::sgd, DRIFT_LEVEL::sum,
                                           DRIFT_LEVEL::lerp};

}  // namespace drift::kernel
