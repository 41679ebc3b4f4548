#include "core/gemm.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "core/random.hpp"
#include "distance.hpp"

using namespace drift;

namespace {

std::vector<float> normals(std::size_t n, std::string_view purpose) {
    std::vector<float> values(n);
    Random(1, purpose).normals(0, 0, values);
    return values;
}

}  // namespace

TEST_CASE("gemm is the sum over the inner index for all four transposes") {
    const std::size_t m = 7, n = 5, k = 9;
    const std::vector<float> a = normals(m * k, "a"), b = normals(k * n, "b"), c0 = normals(m * n, "c");
    for (const bool ta : {false, true})
        for (const bool tb : {false, true}) {
            std::vector<float> c = c0, expected = c0;
            gemm(ta, tb, m, n, k, a.data(), ta ? m : k, b.data(), tb ? k : n, 1, c.data(), n);
            for (std::size_t i = 0; i < m; ++i)
                for (std::size_t j = 0; j < n; ++j)
                    for (std::size_t l = 0; l < k; ++l)
                        expected[i * n + j] +=
                            (ta ? a[l * m + i] : a[i * k + l]) * (tb ? b[j * k + l] : b[l * n + j]);
            // k products of size at most 16, each rounded to 2^-24
            CHECK(distance(c, expected) < 16 * k * 0x1p-23);
        }
}

TEST_CASE("a row of a product does not depend on the other rows") {
    const std::size_t m = 128, n = 128, k = 66, row = 77;
    const std::vector<float> b = normals(k * n, "b");
    std::vector<float> a = normals(m * k, "a"), c(m * n), changed(m * n);
    gemm(false, false, m, n, k, a.data(), k, b.data(), n, 0, c.data(), n);
    for (std::size_t i = 0; i < m * k; ++i)
        if (i / k != row) a[i] = 0;
    gemm(false, false, m, n, k, a.data(), k, b.data(), n, 0, changed.data(), n);
    CHECK(std::equal(&c[row * n], &c[(row + 1) * n], &changed[row * n]));
}
