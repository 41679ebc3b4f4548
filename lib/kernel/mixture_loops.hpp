// Hot loops of Gaussian mixtures.
#pragma once

#include <cstddef>

#include "kernel/instruction_set.hpp"

namespace drift::kernel {

/// A mixture at one time. With y_k = U_k^T (x - centre_k), component k has the log weight
/// log_scale_k - sum_j precision_kj y_kj^2 / 2 and the value offset_k + U_k (gain_k y_k).
struct MixtureAt {
    std::size_t k, d;
    const double* log_scales;                              // (k)
    const double *centres, *precisions, *offsets, *gains;  // (k, d)
    const double* const* directions;  // k of (d, d), the columns of U_k; null if every U_k is 1
};

struct MixtureLoops {
    static constexpr std::size_t lanes = 16;  // points at a time, one per lane

    /// The weighted average of the components' values. x and out (d, lanes); largest: the largest log weight
    /// (lanes); sum: the sum of the weights relative to it (lanes); scratch (k + 2 d, lanes).
    void (*average)(const MixtureAt& at, const double* x, double* out, double* largest, double* sum,
                    double* scratch);

    /// After average() of x0 on the same lanes, with its scratch: alpha / sigma^2 Cov[x0 | x] v, lane by
    /// lane. linear: `at` without centres and offsets; ratio: alpha / sigma^2; v and product (d, lanes),
    /// room (3 d, lanes).
    void (*vjp)(const MixtureAt& at, const MixtureAt& linear, double ratio, const double* x,
                const double* mean, const double* sum, const double* scratch, const double* v,
                double* product, double* room);

    static const MixtureLoops v2, v3, v4;
};

inline const MixtureLoops& mixture_loops() { return of_processor<MixtureLoops>(); }

}  // namespace drift::kernel
