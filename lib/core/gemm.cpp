// oneDNN's sgemm, its own threads off.
#include "core/gemm.hpp"

#include <dnnl.h>

#include "core/error.hpp"

extern "C" void omp_set_num_threads(int);  // libgomp; per calling thread

namespace drift {

void gemm(bool transpose_a, bool transpose_b, std::size_t m, std::size_t n, std::size_t k, const float* a,
          std::size_t lda, const float* b, std::size_t ldb, float beta, float* c, std::size_t ldc) {
    static thread_local const bool alone = (omp_set_num_threads(1), true);
    (void)alone;
    const auto size = [](std::size_t value) { return static_cast<dnnl_dim_t>(value); };
    const dnnl_status_t status =
        dnnl_sgemm(transpose_a ? 'T' : 'N', transpose_b ? 'T' : 'N', size(m), size(n), size(k), 1.0F, a,
                   size(lda), b, size(ldb), beta, c, size(ldc));
    if (status != dnnl_success)
        throw Error("matrix product failed: oneDNN status ", static_cast<int>(status));
}

std::string gemm_library() {
    const dnnl_version_t* version = dnnl_version();
    const int isa = dnnl_get_effective_cpu_isa();
    const char* const set = (isa & dnnl_cpu_isa_avx512_core) == dnnl_cpu_isa_avx512_core ? "AVX-512"
                            : (isa & dnnl_cpu_isa_avx2) == dnnl_cpu_isa_avx2             ? "AVX2"
                            : (isa & dnnl_cpu_isa_avx) == dnnl_cpu_isa_avx               ? "AVX"
                                                                                         : "SSE4.1 or less";
    return words("oneDNN ", version->major, '.', version->minor, '.', version->patch, ", ", set);
}

}  // namespace drift
