// The matrix product's hot loop, compiled for each instruction set.
#pragma once

#include <cstddef>

#include "kernel/instruction_set.hpp"

namespace drift::kernel {

struct GemmLoops {
    /// C (m, n) = A B + beta C. Entry (i, p) of A is a[i * row + p * column]; B is (k, n), or stored as its
    /// transpose, with rows ldb apart.
    void (*product)(std::size_t m, std::size_t n, std::size_t k, const float* a, std::size_t row,
                    std::size_t column, bool transposed, const float* b, std::size_t ldb, float beta,
                    float* c, std::size_t ldc);

    static const GemmLoops v2, v3, v4;
};

inline const GemmLoops& gemm_loops() { return of_processor<GemmLoops>(); }

}  // namespace drift::kernel
