#include "path/coupling.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace drift::all;

namespace {

constexpr std::size_t n = 6, d = 2, batch = 1000;

// Row i is (i, -i), of class i.
const std::vector<float> set{0, 0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5};
const Labels classes{0, 1, 2, 3, 4, 5};

std::unique_ptr<Coupling> independent() {
    return make_coupling("independent", std::make_shared<RowsEnd>(Random(1, "rows"), set, n, classes),
                         std::make_shared<NormalEnd>(Random(1, "noise"), d));
}

Pairs pairs(std::uint64_t k, std::size_t first, std::size_t count) {
    ThreadPool pool(1);
    Pairs out;
    independent()->pairs(k, batch, pool)->slice(first, count, out);
    return out;
}

}  // namespace

TEST_CASE("a pair does not depend on the slice of the batch it is handed out in, and no batch is another") {
    const Pairs whole = pairs(3, 0, batch), part = pairs(3, 700, 20), other = pairs(4, 0, batch);
    CHECK(std::equal(part.x0.begin(), part.x0.end(), whole.x0.begin() + 700 * d));
    CHECK(std::equal(part.x1.begin(), part.x1.end(), whole.x1.begin() + 700 * d));
    CHECK(std::equal(part.labels.begin(), part.labels.end(), whole.labels.begin() + 700));
    CHECK(whole.x0 != other.x0);
    CHECK(whole.x1 != other.x1);
}

// Counts of 1/6 each and the means of x1, x1^2 and x0 x1 within 5 standard deviations.
TEST_CASE(
    "independent pairs are rows of the set with their classes and normal numbers, without correlation") {
    const Pairs all = pairs(1, 0, batch);
    std::vector<Real> count(n, 0);
    Real mean = 0, square = 0, product = 0;
    for (std::size_t i = 0; i < batch; ++i) {
        CHECK(all.x0[d * i] == static_cast<float>(all.labels[i]));
        CHECK(all.x0[d * i + 1] == -static_cast<float>(all.labels[i]));
        count[static_cast<std::size_t>(all.labels[i])] += 1;
        mean += all.x1[d * i], square += std::pow(all.x1[d * i], 2);
        product += (all.x0[d * i] - 2.5) * all.x1[d * i];
    }
    const auto draws = static_cast<Real>(batch);
    for (const Real c : count) CHECK(std::abs(c - draws / 6) < 5 * std::sqrt(draws * 5 / 36));
    CHECK(std::abs(mean) < 5 * std::sqrt(draws));
    CHECK(std::abs(square - draws) < 5 * std::sqrt(2 * draws));
    CHECK(std::abs(product) < 5 * std::sqrt(35.0 / 12 * draws));
}
