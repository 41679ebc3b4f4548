// The build of the product that suits this processor.
#include "core/gemm.hpp"

#include "core/gemm_loops.hpp"
#include "core/level.hpp"

namespace drift {

namespace v2 {
extern const GemmLoops gemm_loops;
}
namespace v3 {
extern const GemmLoops gemm_loops;
}
namespace v4 {
extern const GemmLoops gemm_loops;
}

const GemmLoops& gemm_loops() {
    static const GemmLoops& loops = choose(v2::gemm_loops, v3::gemm_loops, v4::gemm_loops);
    return loops;
}

void gemm(bool transpose_a, bool transpose_b, std::size_t m, std::size_t n, std::size_t k, const float* a,
          std::size_t lda, const float* b, std::size_t ldb, float beta, float* c, std::size_t ldc) {
    gemm_loops().product(m, n, k, a, transpose_a ? 1 : lda, transpose_a ? lda : 1, transpose_b, b, ldb, beta,
                         c, ldc);
}

}  // namespace drift
