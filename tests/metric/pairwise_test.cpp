#include "metric/pairwise.hpp"

#include <doctest/doctest.h>

#include <set>

#include "core/error.hpp"
#include "core/random.hpp"
#include "distance.hpp"

using namespace drift::all;

namespace {

Real square(const Rows& a, std::size_t i, const Rows& b, std::size_t j) {
    Real sum = 0;
    for (std::size_t k = 0; k < dimension(a); ++k) sum += (a(i, k) - b(j, k)) * (a(i, k) - b(j, k));
    return sum;
}

}  // namespace

TEST_CASE("the tiles of two sets are their table of squared distances, each entry once") {
    ThreadPool pool(3);
    for (const std::size_t d : {std::size_t{1}, std::size_t{2}, std::size_t{33}, std::size_t{100}})
        for (const auto& [n, m] : {std::pair<std::size_t, std::size_t>{1, 300}, {129, 1}, {400, 257}}) {
            const Rows a = Random(1, "a").normal_rows(0, n, d), b = Random(1, "b").normal_rows(0, m, d);
            Rows found = zeros(n, m);
            for_blocks(a, b, pool, [&](std::size_t, const Tile& tile) {
                for (std::size_t i = 0; i < tile.rows; ++i)
                    for (std::size_t j = 0; j < tile.columns; ++j)
                        found(tile.row + i, tile.column + j) += tile[i][j];
            });
            Rows expected = zeros(n, m);
            for (std::size_t i = 0; i < n; ++i)
                for (std::size_t j = 0; j < m; ++j) expected(i, j) = square(a, i, b, j);
            CAPTURE(d);
            CHECK(distance(found, expected) < 1e-13 * static_cast<Real>(d));
        }
    CHECK_THROWS_AS(for_blocks(zeros(2, 2), zeros(2, 3), pool, {}), Error);
}

TEST_CASE("the tiles of one set hold its pairs once, and those of a tile with itself twice") {
    ThreadPool pool(2);
    const std::size_t n = 300;
    const Rows a = Random(1, "a").normal_rows(0, n, 2);
    Rows found = zeros(n, n);
    for_pairs(a, pool, [&](std::size_t, const Tile& tile) {
        for (std::size_t i = 0; i < tile.rows; ++i)
            for (std::size_t j = 0; j < tile.columns; ++j) {
                found(tile.row + i, tile.column + j) = tile[i][j];
                found(tile.column + j, tile.row + i) = tile[i][j];
            }
    });
    Real largest = 0;
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j)
            largest = std::max(largest, std::abs(found(i, j) - square(a, i, a, j)));
    CHECK(largest < 1e-13);
}

TEST_CASE("slices of pairs are at most 64, and one slice's rows are no other's") {
    ThreadPool pool(3);
    CHECK(pair_slices(0) == 0);
    CHECK(pair_slices(1) == 1);
    for (const std::size_t n : {std::size_t{128}, std::size_t{129}, std::size_t{8193}, std::size_t{20000}}) {
        CHECK(pair_slices(n) <= 64);
        std::vector<std::set<std::size_t>> rows(pair_slices(n));
        for_blocks(zeros(n, 1), zeros(1, 1), pool,
                   [&](std::size_t slice, const Tile& tile) { rows[slice].insert(tile.row); });
        std::size_t tiles = 0;
        for (const auto& slice : rows) tiles += slice.size();
        CHECK(tiles == (n + 127) / 128);
    }
}
