// Responsibilities by log-sum-exp, the average they weight and its derivative, over lanes of points.
#include "kernel/mixture_loops.hpp"

#include "kernel/elementary.hpp"

namespace drift::kernel::DRIFT_LEVEL {
namespace {

constexpr std::size_t lanes = MixtureLoops::lanes;

// y = x - centre, in the coordinates of component k.
inline void local(const MixtureAt& at, std::size_t k, const double* x, double* y, double* difference) {
    const double* centre = at.centres + k * at.d;
    double* shifted = at.directions ? difference : y;
    for (std::size_t j = 0; j < at.d; ++j)
#pragma omp simd
        for (std::size_t i = 0; i < lanes; ++i) shifted[j * lanes + i] = x[j * lanes + i] - centre[j];
    if (!at.directions) return;
    const double* u = at.directions[k];
    for (std::size_t j = 0; j < at.d; ++j) {
        double* row = y + j * lanes;
        for (std::size_t i = 0; i < lanes; ++i) row[i] = 0;
        for (std::size_t m = 0; m < at.d; ++m)
#pragma omp simd
            for (std::size_t i = 0; i < lanes; ++i) row[i] += u[m * at.d + j] * difference[m * lanes + i];
    }
}

// out += weight (offset_k + U_k (gain_k y)).
inline void add_term(const MixtureAt& at, std::size_t k, const double* weight, const double* y, double* out) {
    const double *offset = at.offsets + k * at.d, *gain = at.gains + k * at.d;
    for (std::size_t j = 0; j < at.d; ++j) {
        double term[lanes];
        if (!at.directions) {
#pragma omp simd
            for (std::size_t i = 0; i < lanes; ++i) term[i] = offset[j] + gain[j] * y[j * lanes + i];
        } else {
            for (std::size_t i = 0; i < lanes; ++i) term[i] = offset[j];
            for (std::size_t m = 0; m < at.d; ++m)
#pragma omp simd
                for (std::size_t i = 0; i < lanes; ++i)
                    term[i] += at.directions[k][j * at.d + m] * (gain[m] * y[m * lanes + i]);
        }
#pragma omp simd
        for (std::size_t i = 0; i < lanes; ++i) out[j * lanes + i] += weight[i] * term[i];
    }
}

void average(const MixtureAt& at, const double* x, double* out, double* largest, double* sum,
             double* scratch) {
    double *weights = scratch, *y = scratch + at.k * lanes, *difference = y + at.d * lanes;
    for (std::size_t k = 0; k < at.k; ++k) {
        local(at, k, x, y, difference);
        const double* precision = at.precisions + k * at.d;
        double square[lanes] = {};
        for (std::size_t j = 0; j < at.d; ++j)
#pragma omp simd
            for (std::size_t i = 0; i < lanes; ++i)
                square[i] += precision[j] * (y[j * lanes + i] * y[j * lanes + i]);
        for (std::size_t i = 0; i < lanes; ++i) {
            const double log_weight = at.log_scales[k] - 0.5 * square[i];
            weights[k * lanes + i] = log_weight;
            largest[i] = k == 0 || log_weight > largest[i] ? log_weight : largest[i];
        }
    }
    for (std::size_t i = 0; i < lanes; ++i) sum[i] = 0;
    for (std::size_t i = 0; i < at.d * lanes; ++i) out[i] = 0;
    for (std::size_t k = 0; k < at.k; ++k) {
        double* weight = weights + k * lanes;
#pragma omp simd
        for (std::size_t i = 0; i < lanes; ++i) {
            weight[i] = elementary::exp(weight[i] - largest[i]);
            sum[i] += weight[i];
        }
        local(at, k, x, y, difference);
        add_term(at, k, weight, y, out);
    }
    for (std::size_t j = 0; j < at.d; ++j)
#pragma omp simd
        for (std::size_t i = 0; i < lanes; ++i) out[j * lanes + i] /= sum[i];
}

// Cov[x0 | x] = sum_k r_k (C_k|x + (o_k - mean) (o_k - mean)^T),  alpha / sigma^2 C_k|x = U_k gain_k U_k^T,
// o_k = offset_k + U_k gain_k y_k the mean of x0 in component k.
void vjp(const MixtureAt& at, const MixtureAt& linear, double ratio, const double* x, const double* mean,
         const double* sum, const double* scratch, const double* v, double* product, double* room) {
    double *y = room, *difference = y + at.d * lanes, *apart = difference + at.d * lanes;
    double weight[lanes], ones[lanes];
    for (std::size_t i = 0; i < lanes; ++i) ones[i] = 1;
    for (std::size_t i = 0; i < at.d * lanes; ++i) product[i] = 0;
    for (std::size_t k = 0; k < at.k; ++k) {
        for (std::size_t i = 0; i < lanes; ++i) weight[i] = scratch[k * lanes + i] / sum[i];
        local(linear, k, v, y, difference);
        add_term(linear, k, weight, y, product);
        local(at, k, x, y, difference);
        for (std::size_t i = 0; i < at.d * lanes; ++i) apart[i] = -mean[i];
        add_term(at, k, ones, y, apart);
        double along[lanes] = {};
        for (std::size_t j = 0; j < at.d; ++j)
#pragma omp simd
            for (std::size_t i = 0; i < lanes; ++i) along[i] += apart[j * lanes + i] * v[j * lanes + i];
        for (std::size_t j = 0; j < at.d; ++j)
#pragma omp simd
            for (std::size_t i = 0; i < lanes; ++i)
                product[j * lanes + i] += weight[i] * (ratio * along[i]) * apart[j * lanes + i];
    }
}

}  // namespace

}  // namespace drift::kernel::DRIFT_LEVEL

namespace drift::kernel {

const MixtureLoops MixtureLoops::DRIFT_LEVEL{DRIFT_LEVEL::average, DRIFT_LEVEL::vjp};

}  // namespace drift::kernel
