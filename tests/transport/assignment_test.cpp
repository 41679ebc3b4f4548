#include "transport/assignment.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

#include "core/error.hpp"
#include "core/random.hpp"

using namespace drift::all;

namespace {

Real total(const Rows& cost, const std::vector<std::size_t>& columns) {
    Real sum = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) sum += cost(i, columns[i]);
    return sum;
}

Real cheapest(const Rows& cost) {  // of all permutations
    std::vector<std::size_t> columns(cost.shape(0));
    std::iota(columns.begin(), columns.end(), 0);
    Real least = total(cost, columns);
    while (std::next_permutation(columns.begin(), columns.end()))
        least = std::min(least, total(cost, columns));
    return least;
}

}  // namespace

TEST_CASE("the assignment is the cheapest of all permutations") {
    for (std::size_t n = 1; n <= 7; ++n)
        for (std::uint64_t seed = 0; seed < 30; ++seed) {
            Rows cost = Random(seed, "cost").normal_rows(0, n, n);
            if (seed % 3 == 0) cost = xt::round(2 * cost);  // with many ties
            std::vector<std::size_t> columns = assignment(cost);
            CHECK(total(cost, columns) == doctest::Approx(cheapest(cost)));
            std::sort(columns.begin(), columns.end());
            for (std::size_t i = 0; i < n; ++i) CHECK(columns[i] == i);
        }
    CHECK_THROWS_AS(assignment(zeros(2, 3)), Error);
}

// Sets apart, of other spreads, flat in one coordinate, and with ties.
TEST_CASE("the nearest pairing of points has the least sum of squares, wherever the sets lie") {
    for (std::size_t d = 1; d <= 6; ++d)
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            Rows a = Random(seed, "a").normal_rows(0, 6, d), b = Random(seed, "b").normal_rows(0, 6, d);
            b = 7.0 * b + 30.0;
            if (seed % 4 == 1) xt::view(a, xt::all(), 0) = 2.0;
            if (seed % 4 == 2) a = xt::round(a), b = xt::round(b);
            const Rows cost = squared_distances(a, b);
            CHECK(total(cost, nearest_pairing(a, b)) == doctest::Approx(cheapest(cost)).epsilon(1e-13));
        }
    CHECK_THROWS_AS(nearest_pairing(zeros(2, 2), zeros(3, 2)), Error);
    CHECK_THROWS_AS(nearest_pairing(zeros(2, 2), zeros(2, 3)), Error);
}

TEST_CASE("the nearest pairing on the line keeps the order, at a thousand points") {
    const Rows a = Random(1, "a").normal_rows(0, 1000, 1), b = 3.0 * Random(2, "b").normal_rows(0, 1000, 1);
    const std::vector<std::size_t> partner = nearest_pairing(a, b);
    std::vector<std::size_t> order(1000);
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) { return a(i, 0) < a(j, 0); });
    for (std::size_t i = 1; i < order.size(); ++i)
        CHECK(b(partner[order[i - 1]], 0) < b(partner[order[i]], 0));
}

TEST_CASE("points and the matrix of their distances have one pairing, of equal cost to rounding") {
    for (const std::size_t d : {2, 4, 8}) {
        const Rows a = Random(1, "a").normal_rows(0, 300, d),
                   b = 0.2 * Random(2, "b").normal_rows(0, 300, d) + 1.0;
        const Rows cost = squared_distances(a, b);
        CHECK(total(cost, nearest_pairing(a, b)) ==
              doctest::Approx(total(cost, assignment(cost))).epsilon(1e-13));
    }
}
