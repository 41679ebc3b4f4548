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
