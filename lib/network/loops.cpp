// The loops themselves.
#include "network/loops.hpp"

#include "core/elementary.hpp"

namespace drift::DRIFT_LEVEL {
namespace {

// silu(a) = a / (1 + e^-a) and its derivative s (1 + a (1 - s)), s the logistic function.
struct Silu {
    float value, slope;
};

inline Silu silu(float a) {
    const float s = elementary::logistic(a);
    return {a * s, s * (1.0F + a * (1.0F - s))};
}

template <bool modulated, bool skipped, bool sloped>
void silu_rows(std::size_t n, std::size_t width, const float* bias, Modulation by, const float* skip,
               float* z, float* slope, float* h) {
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t row = i * width, m = i * by.stride;
#pragma omp simd
        for (std::size_t j = 0; j < width; ++j) {
            const float u = z[row + j] + bias[j];
            const float a = modulated ? (1.0F + by.scale[m + j]) * u + by.shift[m + j] : u;
            const Silu y = silu(a);
            if (modulated && sloped) z[row + j] = u;
            if (sloped) slope[row + j] = y.slope;
            h[row + j] = skipped ? skip[row + j] + y.value : y.value;
        }
    }
}

void silu_forward(std::size_t n, std::size_t width, const float* bias, Modulation by, const float* skip,
                  float* z, float* slope, float* h) {
    constexpr decltype(&silu_rows<false, false, false>) rows[2][2][2] = {
        {{silu_rows<false, false, false>, silu_rows<false, false, true>},
         {silu_rows<false, true, false>, silu_rows<false, true, true>}},
        {{silu_rows<true, false, false>, silu_rows<true, false, true>},
         {silu_rows<true, true, false>, silu_rows<true, true, true>}}};
    rows[by.scale != nullptr][skip != nullptr][slope != nullptr](n, width, bias, by, skip, z, slope, h);
}

void silu_backward(std::size_t n, std::size_t width, Modulation by, const float* u, const float* slope,
                   const float* dh, float* dz, ModulationGradient to, float* dbias) {
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t row = i * width, m = i * by.stride, g = i * to.stride;
        if (!by.scale) {
#pragma omp simd
            for (std::size_t j = 0; j < width; ++j) {
                const float d = dh[row + j] * slope[row + j];
                dz[row + j] = d;
                dbias[j] += d;
            }
            continue;
        }
#pragma omp simd
        for (std::size_t j = 0; j < width; ++j) {
            const float da = dh[row + j] * slope[row + j], d = da * (1.0F + by.scale[m + j]);
            to.scale[g + j] = da * u[row + j];
            to.shift[g + j] = da;
            dz[row + j] = d;
            dbias[j] += d;
        }
    }
}

void waves(std::size_t n, std::size_t count, const float* angles, float* out, std::size_t stride) {
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

void outer(std::size_t n, std::size_t count, const float* x, const float* rates, float* angles) {
    for (std::size_t i = 0; i < n; ++i)
#pragma omp simd
        for (std::size_t j = 0; j < count; ++j) angles[i * count + j] = x[i] * rates[j];
}

void sum_rows(std::size_t n, std::size_t width, const float* x, float* out) {
    for (std::size_t i = 0; i < n; ++i)
#pragma omp simd
        for (std::size_t j = 0; j < width; ++j) out[j] += x[i * width + j];
}

void add_row(std::size_t n, std::size_t width, const float* row, float* x) {
    for (std::size_t i = 0; i < n; ++i)
#pragma omp simd
        for (std::size_t j = 0; j < width; ++j) x[i * width + j] += row[j];
}

constexpr std::size_t block = 512;  // numbers summed at a time, so that the sum stays in the cache

// The sum of the slices' numbers first .. first + size in their order; it stands in `sum` unless there is one
// slice.
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
            const float size_of_gradient = elementary::sqrt(v[i] * step.correction2) + step.epsilon;
            p[i] -= step.decay * p[i] +
                    step.rate * (m[i] * step.correction1) * elementary::reciprocal(size_of_gradient);
        }
    }
}

void sgd(std::size_t count, const float* const* gradients, std::size_t slices, const DescentStep& constants,
         float* parameters, float* mean) {
    const DescentStep step = constants;
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

double total(std::size_t count, const float* const* gradients, std::size_t slices, float* out) {
    alignas(64) float sum[block];
    double squares = 0;
    for (std::size_t first = 0; first < count; first += block) {
        const std::size_t size = count - first < block ? count - first : block;
        const float* all = sum_slices(gradients, slices, first, size, sum);
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

void approach(std::size_t count, float share, const float* p, float* q) {
#pragma omp simd
    for (std::size_t i = 0; i < count; ++i) q[i] += share * (p[i] - q[i]);
}

}  // namespace

extern const NetworkLoops network_loops;
const NetworkLoops network_loops{silu_forward, silu_backward, waves, outer, sum_rows,
                                 add_row,      adam,          sgd,   total, approach};

}  // namespace drift::DRIFT_LEVEL
