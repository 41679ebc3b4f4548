#include "self_test.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "core/error.hpp"
#include "core/linear_algebra.hpp"
#include "core/parallel.hpp"
#include "core/random.hpp"
#include "kernel/gemm.hpp"
#include "kernel/instruction_set.hpp"

namespace drift {
namespace {

constexpr std::size_t m = 256, n = 256, k = 256;

#ifdef __clang__
constexpr const char* compiler = "clang " __clang_version__;
#else
constexpr const char* compiler = "g++ " __VERSION__;
#endif

// Random123's answer for a counter and a key of ones.
Finding random_numbers() {
    constexpr std::uint32_t ones = 0xffffffff;
    const bool right = philox({ones, ones, ones, ones}, {ones, ones}) ==
                       std::array<std::uint32_t, 4>{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd};
    return {"random numbers", right ? "Philox gives the published answer" : "Philox is wrong", !right};
}

struct Product {
    std::vector<float> a = std::vector<float>(m * k), b = std::vector<float>(k * n),
                       c = std::vector<float>(m * n);

    Product() {
        const Random random(0, "machine");
        random.normal_rows(0, m, k, 0, a.data());
        random.normal_rows(0, k, n, 1, b.data());
    }

    void compute() { gemm(false, false, m, n, k, a.data(), k, b.data(), n, 0, c.data(), n); }
};

// Each number of the product is off by at most k roundings of a sum of k products of size 1.
Finding product_is_right(Product& product) {
    product.compute();
    double worst = 0;
    for (std::size_t i = 0; i < m; i += 17)
        for (std::size_t j = 0; j < n; ++j) {
            double sum = 0;
            for (std::size_t l = 0; l < k; ++l)
                sum += static_cast<double>(product.a[i * k + l]) * static_cast<double>(product.b[l * n + j]);
            worst = std::max(worst, std::abs(sum - static_cast<double>(product.c[i * n + j])));
        }
    const bool right = worst < static_cast<double>(k) * std::sqrt(static_cast<double>(k)) * 0x1p-24;
    return {"products", right ? concat("right, within ", worst) : concat("wrong by ", worst), !right};
}

// The best of some runs, on one processor.
Finding product_speed(Product& product) {
    using Clock = std::chrono::steady_clock;
    double best = 1e9;
    for (int run = 0; run < 40; ++run) {
        const auto begun = Clock::now();
        product.compute();
        best = std::min(best, std::chrono::duration<double>(Clock::now() - begun).count());
    }
    const double rate = 2e-9 * static_cast<double>(m * n * k) / best;
    return {"speed", concat(std::round(rate), " GFLOP/s a processor in single precision")};
}

// A general core means that OpenBLAS does not know this processor.
Finding blas() {
    const std::string library = blas_library();
    const bool general = library.ends_with("Prescott") || library.ends_with("Generic");
    return {
        "linear algebra",
        library + (general ? ": it does not know this processor; OPENBLAS_CORETYPE=Haswell may help" : ""),
        general};
}

}  // namespace

std::vector<Finding> self_test() {
    Product product;
    return {{"version", concat(DRIFT_VERSION, ", ", compiler)},
            {"instruction set", instruction_set_name()},
            {"processors", concat(processors())},
            blas(),
            random_numbers(),
            product_is_right(product),
            product_speed(product)};
}

}  // namespace drift
