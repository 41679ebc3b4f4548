// Matrix products in single precision, on the calling thread alone.
#pragma once

#include <cstddef>

namespace drift::kernel {

/// C (m, n) = op(A) op(B) + beta C, row-major, with op(A) (m, k) and op(B) (k, n). A transposed operand is
/// stored as its transpose. lda, ldb, ldc are the distances between rows as stored. An entry of C is summed
/// in the order of the inner index: its bits depend on its row of A and its column of B alone, not on the
/// shape of C or on its place in it.
void gemm(bool transpose_a, bool transpose_b, std::size_t m, std::size_t n, std::size_t k, const float* a,
          std::size_t lda, const float* b, std::size_t ldb, float beta, float* c, std::size_t ldc);

}  // namespace drift::kernel
