#include "kernel/gemm.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "core/random.hpp"
#include "distance.hpp"

using namespace drift::all;

namespace {

std::vector<float> normals(std::size_t n, std::string_view purpose) {
    std::vector<float> values(n);
    Random(1, purpose).normals(0, 0, values);
    return values;
}

}  // namespace

TEST_CASE("gemm is the sum over the inner index for all four transposes") {
    struct Case {
        std::size_t m, n, k;
        float beta;
    };
    for (const auto& [m, n, k, beta] : {Case{7, 5, 9, 1}, Case{21, 50, 300, 0.5F}, Case{9, 32, 300, 0}}) {
        const std::vector<float> a = normals(m * k, "a"), b = normals(k * n, "b"), c0 = normals(m * n, "c");
        for (const bool ta : {false, true})
            for (const bool tb : {false, true}) {
                std::vector<float> c = c0;
                std::vector<double> expected(c0.begin(), c0.end());
                gemm(ta, tb, m, n, k, a.data(), ta ? m : k, b.data(), tb ? k : n, beta, c.data(), n);
                for (std::size_t i = 0; i < m; ++i)
                    for (std::size_t j = 0; j < n; ++j) {
                        expected[i * n + j] *= beta;
                        for (std::size_t l = 0; l < k; ++l)
                            expected[i * n + j] += static_cast<double>(ta ? a[l * m + i] : a[i * k + l]) *
                                                   (tb ? b[j * k + l] : b[l * n + j]);
                    }
                // k products of size at most 16, each rounded to 2^-24
                CHECK(distance(c, expected) < 16 * static_cast<double>(k) * 0x1p-24);
            }
    }
}

// Of every size of tile and panel, with an inner index beyond one panel.
TEST_CASE("an entry of a product has the same bits in any shape, place and transpose") {
    const std::size_t m = 37, n = 71, k = 300;
    const std::vector<float> a = normals(m * k, "a"), b = normals(k * n, "b"), c0 = normals(m * n, "c");
    std::vector<float> across(n * k);
    for (std::size_t p = 0; p < k; ++p)
        for (std::size_t j = 0; j < n; ++j) across[j * k + p] = b[p * n + j];
    for (const float beta : {0.0F, 1.0F}) {
        std::vector<float> c = c0, other = c0;
        gemm(false, false, m, n, k, a.data(), k, b.data(), n, beta, c.data(), n);
        gemm(false, true, m, n, k, a.data(), k, across.data(), k, beta, other.data(), n);
        CHECK(c == other);
        for (std::size_t i = 0; i < m; i += 3)
            for (std::size_t j = 0; j < n; j += 7) {
                const std::size_t rows = 1 + (i + j) % (m - i), columns = 1 + (i * j) % (n - j);
                std::vector<float> part(c0.begin() + static_cast<long>(i * n + j), c0.end());
                gemm(false, false, rows, columns, k, &a[i * k], k, &b[j], n, beta, part.data(), n);
                bool same = true;
                for (std::size_t r = 0; r < rows; ++r)
                    for (std::size_t q = 0; q < columns; ++q)
                        same = same && part[r * n + q] == c[(i + r) * n + j + q];
                CHECK(same);
            }
    }
}

TEST_CASE("a product without a sum before it does not read where it writes") {
    const std::size_t n = 19;
    const std::vector<float> a = normals(n * n, "a");
    std::vector<float> c(n * n, std::numeric_limits<float>::quiet_NaN());
    gemm(true, false, n, n, n, a.data(), n, a.data(), n, 0, c.data(), n);
    for (const float entry : c) CHECK(std::isfinite(entry));
}
