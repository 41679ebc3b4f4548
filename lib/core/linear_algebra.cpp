// The calls of xtensor-blas.
#include "core/linear_algebra.hpp"

#include <mutex>
#include <xtensor-blas/xlinalg.hpp>

// Of OpenBLAS; absent from other libraries.
extern "C" void openblas_set_num_threads(int) __attribute__((weak));
extern "C" char* openblas_get_corename() __attribute__((weak));

namespace drift {
namespace {

void use_one_thread() {
    static std::once_flag once;
    std::call_once(once, [] {
        if (openblas_set_num_threads) openblas_set_num_threads(1);
    });
}

}  // namespace

Eigen symmetric_eigen(const Rows& matrix) {
    use_one_thread();
    const auto [values, vectors] = xt::linalg::eigh(matrix);
    return {values, vectors};
}

std::string blas_library() {
    return openblas_get_corename ? std::string("OpenBLAS, core ") + openblas_get_corename() : "not OpenBLAS";
}

}  // namespace drift
