#include "metric/wasserstein.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "core/random.hpp"

using namespace drift::all;

TEST_CASE("on the line the cheapest pairing is that of the sorted points") {
    const std::size_t n = 300;
    const Rows a = Random(1, "a").normal_rows(0, n, 1), b = Random(1, "b").normal_rows(0, n, 1);
    std::vector<Real> x(a.begin(), a.end()), y(b.begin(), b.end());
    std::sort(x.begin(), x.end()), std::sort(y.begin(), y.end());
    Real sum = 0;
    for (std::size_t i = 0; i < n; ++i) sum += (x[i] - y[i]) * (x[i] - y[i]);
    CHECK(w2(a, b) == doctest::Approx(std::sqrt(sum / n)).epsilon(1e-12));
}

TEST_CASE("the distance to a shifted copy is the shift") {
    const Rows a = Random(2, "a").normal_rows(0, 200, 3);
    const Rows shift{{3, 0, 4}}, b = a + shift;
    CHECK(w2(a, b) == doctest::Approx(5).epsilon(1e-12));
}
