// Pairwise distances: the table |a_i - b_j|^2 tile by tile, on all threads, never whole in memory.
#pragma once

#include <functional>

#include "core/array.hpp"
#include "core/parallel.hpp"

namespace drift::metric {

/// Rows row .. row + rows and columns column .. column + columns of the table.
struct Tile {
    static constexpr std::size_t side = 128;  // most rows, most columns

    std::size_t row, rows, column, columns;
    const Real* squares;  // (rows, columns), `side` numbers from one row to the next

    const Real* operator[](std::size_t i) const { return squares + i * side; }
};

using EachTile = std::function<void(std::size_t slice, const Tile& tile)>;

/// The slices into which n rows are cut: at most 64, whatever the number of threads.
std::size_t pair_slices(std::size_t n);

/// f(slice, tile) for every tile of a (n, d) against b (m, d). The rows of two slices are disjoint, and the
/// tiles of one slice come one after another, so that what is kept by row needs no lock; what is kept by slice
/// and added in their order has the same bytes for any number of threads.
void for_blocks(const Rows& a, const Rows& b, ThreadPool& pool, const EachTile& f);

/// The same for a against itself, without the tiles below the diagonal, which mirror those above it. A tile on
/// the diagonal (row == column) is whole.
void for_pairs(const Rows& a, ThreadPool& pool, const EachTile& f);

}  // namespace drift::metric
