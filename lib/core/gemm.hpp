// Matrix products in single precision, on the calling thread alone.
#pragma once

#include <cstddef>
#include <string>

namespace drift {

/// C (m, n) = op(A) op(B) + beta C, row-major; op(A) is (m, k) and op(B) (k, n). Transposed means that the
/// array holds the transpose. lda, ldb, ldc are the distances between the rows of the arrays as they are
/// held. The bits of a row of C depend on the shape and on the row's place in it, not on other rows.
void gemm(bool transpose_a, bool transpose_b, std::size_t m, std::size_t n, std::size_t k, const float* a,
          std::size_t lda, const float* b, std::size_t ldb, float beta, float* c, std::size_t ldc);

/// The library behind it, and the instruction set it uses here: "oneDNN 2.6.3, AVX-512".
std::string gemm_library();

}  // namespace drift
