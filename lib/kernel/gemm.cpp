#include "kernel/gemm.hpp"

#include "kernel/gemm_loops.hpp"
#include "kernel/instruction_set.hpp"

namespace drift::kernel {

void gemm(bool transpose_a, bool transpose_b, std::size_t m, std::size_t n, std::size_t k, const float* a,
          std::size_t lda, const float* b, std::size_t ldb, float beta, float* c, std::size_t ldc) {
    gemm_loops().product(m, n, k, a, transpose_a ? 1 : lda, transpose_a ? lda : 1, transpose_b, b, ldb, beta,
                         c, ldc);
}

}  // namespace drift::kernel
