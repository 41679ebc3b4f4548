// The loops themselves.
#include "kernel/network_loops.hpp"

#include <cmath>

#include "kernel/elementary.hpp"

namespace drift::kernel::DRIFT_LEVEL {
namespace {

// An activation and its derivative.
struct Activated {
    float value, slope;
};

template <Activation f>
inline Activated activated(float a) {
    if constexpr (f == Activation::silu) {
        const float s = elementary::logistic(a);
        return {a * s, s * (1.0F + a * (1.0F - s))};
    } else if constexpr (f == Activation::gelu) {
        const auto [below, density] = elementary::normal(a);
        return {a * below, below + a * density};
    } else if constexpr (f == Activation::relu) {
        return {a > 0.0F ? a : 0.0F, a > 0.0F ? 1.0F : 0.0F};
    } else {
        const float y = elementary::tanh(a);
        return {y, 1.0F - y * y};
    }
}

template <Activation f, bool modulated, bool skipped, bool sloped>
void activation_rows(std::size_t n, std::size_t width, const float* bias, Modulation by, const float* skip,
                     float* z, float* slope, float* h) {
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t row = i * width, m = i * by.stride;
#pragma omp simd
        for (std::size_t j = 0; j < width; ++j) {
            const float u = z[row + j] + bias[j];
            const float a = modulated ? (1.0F + by.scale[m + j]) * u + by.shift[m + j] : u;
            const Activated y = activated<f>(a);
            if (modulated && sloped) z[row + j] = u;
            if (sloped) slope[row + j] = y.slope;
            h[row + j] = skipped ? skip[row + j] + y.value : y.value;
        }
    }
}

using ActivationRows = decltype(&activation_rows<Activation::silu, false, false, false>);

template <Activation f>
ActivationRows rows_of(bool modulated, bool skipped, bool sloped) {
    constexpr ActivationRows rows[2][2][2] = {
        {{activation_rows<f, false, false, false>, activation_rows<f, false, false, true>},
         {activation_rows<f, false, true, false>, activation_rows<f, false, true, true>}},
        {{activation_rows<f, true, false, false>, activation_rows<f, true, false, true>},
         {activation_rows<f, true, true, false>, activation_rows<f, true, true, true>}}};
    return rows[modulated][skipped][sloped];
}

void activation(Activation f, std::size_t n, std::size_t width, const float* bias, Modulation by,
                const float* skip, float* z, float* slope, float* h) {
    constexpr decltype(&rows_of<Activation::silu>) kinds[] = {
        rows_of<Activation::silu>, rows_of<Activation::gelu>, rows_of<Activation::relu>,
        rows_of<Activation::tanh>};
    kinds[static_cast<int>(f)](by.scale, skip, slope)(n, width, bias, by, skip, z, slope, h);
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

void activation_backward(std::size_t n, std::size_t width, Modulation by, const float* u, const float* slope,
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
            const float size_of_gradient = std::sqrt(v[i] * step.correction2) + step.epsilon;
            p[i] -= step.decay * p[i] + step.rate * (m[i] * step.correction1) / size_of_gradient;
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

}  // namespace drift::kernel::DRIFT_LEVEL

namespace drift::kernel {

const NetworkLoops NetworkLoops::DRIFT_LEVEL{DRIFT_LEVEL::activation, DRIFT_LEVEL::activation_backward,
                                             DRIFT_LEVEL::waves,      DRIFT_LEVEL::waves_backward,
                                             DRIFT_LEVEL::outer,      DRIFT_LEVEL::sum_rows,
                                             DRIFT_LEVEL::add_row,    DRIFT_LEVEL::adam,
                                             DRIFT_LEVEL::sgd,        DRIFT_LEVEL::total,
                                             DRIFT_LEVEL::approach};

}  // namespace drift::kernel
