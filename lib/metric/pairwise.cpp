// Sums of squared differences, a few coordinates at a time, over tiles that stay in the cache.
#include "metric/pairwise.hpp"

#include <algorithm>
#include <array>

#include "core/error.hpp"

namespace drift::metric {
namespace {

constexpr std::size_t side = Tile::side, depth = 32, most_slices = 64;

struct Buffers {
    std::array<Real, side * side> squares;
    std::array<Real, depth * side> columns;  // (depth, side): coordinates of b, one per row
};

void add_squares(const Rows& a, const Rows& b, const Tile& at, Buffers& buffers) {
    const std::size_t d = dimension(a);
    for (std::size_t i = 0; i < at.rows; ++i)
        std::fill_n(buffers.squares.data() + i * side, at.columns, Real{0});
    for (std::size_t first = 0; first < d; first += depth) {
        const std::size_t count = std::min(depth, d - first);
        for (std::size_t j = 0; j < at.columns; ++j)
            for (std::size_t k = 0; k < count; ++k)
                buffers.columns[k * side + j] = b.data()[(at.column + j) * d + first + k];
        for (std::size_t i = 0; i < at.rows; ++i) {
            Real* const squares = buffers.squares.data() + i * side;
            for (std::size_t k = 0; k < count; ++k) {
                const Real x = a.data()[(at.row + i) * d + first + k];
                const Real* const y = buffers.columns.data() + k * side;
#pragma omp simd
                for (std::size_t j = 0; j < at.columns; ++j) squares[j] += (x - y[j]) * (x - y[j]);
            }
        }
    }
}

std::size_t slice_rows_of(std::size_t n) {
    const std::size_t tiles = (n + side - 1) / side;
    return (tiles + most_slices - 1) / most_slices * side;
}

void for_tiles(const Rows& a, const Rows& b, bool mirrored, ThreadPool& pool, const EachTile& f) {
    if (dimension(a) != dimension(b))
        throw Error("expected rows of one dimension, found ", dimension(a), " and ", dimension(b));
    const std::size_t n = row_count(a), m = row_count(b), rows = slice_rows_of(n);
    pool.run(pair_slices(n), [&](std::size_t slice, unsigned) {
        const auto buffers = std::make_unique<Buffers>();
        const std::size_t end = std::min(n, (slice + 1) * rows);
        for (std::size_t row = slice * rows; row < end; row += side)
            for (std::size_t column = mirrored ? row : 0; column < m; column += side) {
                const Tile tile{row, std::min(side, n - row), column, std::min(side, m - column),
                                buffers->squares.data()};
                add_squares(a, b, tile, *buffers);
                f(slice, tile);
            }
    });
}

}  // namespace

std::size_t pair_slices(std::size_t n) { return n == 0 ? 0 : (n + slice_rows_of(n) - 1) / slice_rows_of(n); }

void for_blocks(const Rows& a, const Rows& b, ThreadPool& pool, const EachTile& f) {
    for_tiles(a, b, false, pool, f);
}

void for_pairs(const Rows& a, ThreadPool& pool, const EachTile& f) { for_tiles(a, a, true, pool, f); }

}  // namespace drift::metric
