// Each combination of modulation, residual and derivative is its own loop, so that none has a branch in it.
#include "kernel/activation_loops.hpp"

#include <algorithm>

#include "kernel/elementary.hpp"

namespace drift::kernel::DRIFT_LEVEL {
namespace {

// f(a) and f'(a).
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

template <Activation f, bool modulated, bool residual, bool derivative>
void forward_rows(std::size_t n, std::size_t width, const float* bias, ScaleShift by, const float* skip,
                  float* z, float* slope, float* h) {
    std::size_t m = 0, left = by.repeat;  // the place of the scale, and how many rows it still serves
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t row = i * width;
#pragma omp simd
        for (std::size_t j = 0; j < width; ++j) {
            const float u = z[row + j] + bias[j];
            const float a = modulated ? (1.0F + by.scale[m + j]) * u + by.shift[m + j] : u;
            const Activated y = activated<f>(a);
            if (modulated && derivative) z[row + j] = u;
            if (derivative) slope[row + j] = y.slope;
            h[row + j] = residual ? skip[row + j] + y.value : y.value;
        }
        if (--left == 0) m += by.stride, left = by.repeat;
    }
}

using ForwardRows = decltype(&forward_rows<Activation::silu, false, false, false>);

template <Activation f>
ForwardRows rows_for(bool modulated, bool residual, bool derivative) {
    constexpr ForwardRows rows[2][2][2] = {
        {{forward_rows<f, false, false, false>, forward_rows<f, false, false, true>},
         {forward_rows<f, false, true, false>, forward_rows<f, false, true, true>}},
        {{forward_rows<f, true, false, false>, forward_rows<f, true, false, true>},
         {forward_rows<f, true, true, false>, forward_rows<f, true, true, true>}}};
    return rows[modulated][residual][derivative];
}

void forward(Activation f, std::size_t n, std::size_t width, const float* bias, ScaleShift by,
             const float* skip, float* z, float* slope, float* h) {
    constexpr decltype(&rows_for<Activation::silu>) of[] = {
        rows_for<Activation::silu>, rows_for<Activation::gelu>, rows_for<Activation::relu>,
        rows_for<Activation::tanh>};
    of[static_cast<int>(f)](by.scale, skip, slope)(n, width, bias, by, skip, z, slope, h);
}

// How the gradients of scale and shift come about: nobody asks, a row for each row, or summed over rows that share one.
enum class To { none, rows, shared };

template <bool modulated, bool gradient, To to_rows>
void backward_rows(std::size_t n, std::size_t width, ScaleShift by, const float* u, const float* slope,
                   const float* dh, float* dz, ScaleShiftGradient to, float* dbias) {
    std::size_t m = 0, g = 0, left = by.repeat;
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t row = i * width;
        if (to_rows == To::shared && left == by.repeat) {
            std::fill_n(to.scale + g, width, 0.0F);
            std::fill_n(to.shift + g, width, 0.0F);
        }
#pragma omp simd
        for (std::size_t j = 0; j < width; ++j) {
            const float da = dh[row + j] * slope[row + j];
            const float d = modulated ? da * (1.0F + by.scale[m + j]) : da;
            if (to_rows == To::rows) to.scale[g + j] = da * u[row + j];
            if (to_rows == To::rows) to.shift[g + j] = da;
            if (to_rows == To::shared) to.scale[g + j] += da * u[row + j];
            if (to_rows == To::shared) to.shift[g + j] += da;
            dz[row + j] = d;
            if (gradient) dbias[j] += d;
        }
        if (--left == 0) m += by.stride, g += to.stride, left = by.repeat;
    }
}

void backward(std::size_t n, std::size_t width, ScaleShift by, const float* u, const float* slope,
              const float* dh, float* dz, ScaleShiftGradient to, float* dbias) {
    constexpr decltype(&backward_rows<false, false, To::none>)
        plain[2] = {backward_rows<false, false, To::none>, backward_rows<false, true, To::none>},
        scaled[3] = {backward_rows<true, false, To::none>, backward_rows<true, true, To::rows>,
                     backward_rows<true, true, To::shared>};
    const auto rows = by.scale ? scaled[dbias ? 1 + (by.repeat > 1) : 0] : plain[dbias != nullptr];
    rows(n, width, by, u, slope, dh, dz, to, dbias);
}

}  // namespace

}  // namespace drift::kernel::DRIFT_LEVEL

namespace drift::kernel {

const ActivationLoops ActivationLoops::DRIFT_LEVEL{DRIFT_LEVEL::forward, DRIFT_LEVEL::backward};

}  // namespace drift::kernel
