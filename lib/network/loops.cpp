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

template <bool modulated, bool all>
void backward_rows(std::size_t n, std::size_t width, Modulation by, const float* u, const float* slope,
                   const float* dh, float* dz, ModulationGradient to, float* dbias) {
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t row = i * width, m = i * by.stride, g = i * to.stride;
#pragma omp simd
        for (std::size_t j = 0; j < width; ++j) {
            const float da = dh[row + j] * slope[row + j];
            const float d = modulated ? da * (1.0F + by.scale[m + j]) : da;
            if (modulated && all) to.scale[g + j] = da * u[row + j];
            if (modulated && all) to.shift[g + j] = da;
            dz[row + j] = d;
            if (all) dbias[j] += d;
        }
    }
}

void silu_backward(std::size_t n, std::size_t width, Modulation by, const float* u, const float* slope,
                   const float* dh, float* dz, ModulationGradient to, float* dbias) {
    constexpr decltype(&backward_rows<false, false>) rows[2][2] = {
        {backward_rows<false, false>, backward_rows<false, true>},
        {backward_rows<true, false>, backward_rows<true, true>}};
    rows[by.scale != nullptr][dbias != nullptr](n, width, by, u, slope, dh, dz, to, dbias);
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

void waves_backward(std::size_t n, std::size_t count, const float* out, const float* dout, float* dangles,
                    std::size_t stride) {
    for (std::size_t i = 0; i < n; ++i) {
        const float *sines = out + i * stride, *dsines = dout + i * stride;
        const float *cosines = sines + count, *dcosines = dsines + count;
#pragma omp simd
        for (std::size_t j = 0; j < count; ++j)
            dangles[i * count + j] = cosines[j] * dsines[j] - sines[j] * dcosines[j];
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

void adam(std::size_t count, const float* const* gradients, std::size_t slices, const AdamStep& constants,
          float* parameters, float* mean, float* square, float* average) {
    const AdamStep step = constants;  // a copy that no store can change
    constexpr std::size_t block = 512;
    alignas(64) float sum[block];
    for (std::size_t first = 0; first < count; first += block) {
        const std::size_t size = count - first < block ? count - first : block;
        const float* total = gradients[0] + first;
        for (std::size_t s = 1; s < slices; ++s) {
            const float* gradient = gradients[s] + first;
#pragma omp simd
            for (std::size_t i = 0; i < size; ++i) sum[i] = total[i] + gradient[i];
            total = sum;
        }
        float *p = parameters + first, *m = mean + first, *v = square + first, *q = average + first;
#pragma omp simd
        for (std::size_t i = 0; i < size; ++i) {
            const float g = total[i];
            m[i] += (1.0F - step.beta1) * (g - m[i]);
            v[i] += (1.0F - step.beta2) * (g * g - v[i]);
            const float size_of_gradient = elementary::sqrt(v[i] * step.correction2) + step.epsilon;
            p[i] -= step.decay * p[i] +
                    step.rate * (m[i] * step.correction1) * elementary::reciprocal(size_of_gradient);
            q[i] += step.average * (p[i] - q[i]);
        }
    }
}

}  // namespace

extern const NetworkLoops network_loops;
const NetworkLoops network_loops{silu_forward, silu_backward, waves,   waves_backward,
                                 outer,        sum_rows,      add_row, adam};

}  // namespace drift::DRIFT_LEVEL
