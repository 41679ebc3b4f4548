// The energy distance of Szekely & Rizzo (2013), Energy statistics, as a V-statistic:
//     E = 2 mean |a_i - b_j| - mean |a_i - a_j| - mean |b_i - b_j|
// over all pairs, those of a row with itself included, and without a root.
#include <cmath>

#include "metric/pairwise.hpp"
#include "metric/two_sample.hpp"

namespace drift::metric {
namespace {

// For each row its distances to all rows of the other set, summed.
struct Sums {
    Vector a, b;
};

// Adds a tile's distances to the sums of its rows and of its columns.
void add(const Tile& tile, Real* rows, Real* columns) {
    for (std::size_t i = 0; i < tile.rows; ++i) {
        const Real* squares = tile[i];
        Real sum = 0;
#pragma omp simd reduction(+ : sum)
        for (std::size_t j = 0; j < tile.columns; ++j) {
            const Real distance = std::sqrt(squares[j]);
            sum += distance;
            columns[j] += distance;
        }
        rows[i] += sum;
    }
}

// The columns' sums of each slice, added in order.
void add_in_order(const std::vector<Vector>& slices, Vector& sums) {
    for (const Vector& slice : slices)
        for (std::size_t j = 0; j < sums.size(); ++j) sums(j) += slice(j);
}

Sums between(const Rows& a, const Rows& b, ThreadPool& pool) {
    Sums sums{Vector({row_count(a)}, 0.0), Vector({row_count(b)}, 0.0)};
    std::vector<Vector> columns(pair_slices(row_count(a)), sums.b);
    for_blocks(a, b, pool, [&](std::size_t slice, const Tile& tile) {
        add(tile, &sums.a(tile.row), &columns[slice](tile.column));
    });
    add_in_order(columns, sums.b);
    return sums;
}

Vector within(const Rows& a, ThreadPool& pool) {
    Vector sums({row_count(a)}, 0.0);
    std::vector<Vector> columns(pair_slices(row_count(a)), sums);
    for_pairs(a, pool, [&](std::size_t slice, const Tile& tile) {
        Real mirror[Tile::side] = {};
        add(tile, &sums(tile.row), tile.row == tile.column ? mirror : &columns[slice](tile.column));
    });
    add_in_order(columns, sums);
    return sums;
}

Real total(const Vector& sums) {
    Real all = 0;
    for (const Real sum : sums) all += sum;
    return all;
}

LeftOut left_out(const TwoSets& sets) {
    const Rows &a = sets.a, &b = sets.b;
    const Sums cross = between(a, b, sets.pool);
    const Vector of_a = within(a, sets.pool), of_b = within(b, sets.pool);
    const Real n = static_cast<Real>(row_count(a)), m = static_cast<Real>(row_count(b));
    const Real ab = total(cross.a), aa = total(of_a), bb = total(of_b);
    LeftOut out{2 * ab / (n * m) - aa / (n * n) - bb / (m * m), of_a, of_b};
    for (std::size_t i = 0; i < of_a.size(); ++i)
        out.without_a(i) =
            2 * (ab - cross.a(i)) / ((n - 1) * m) - (aa - 2 * of_a(i)) / ((n - 1) * (n - 1)) - bb / (m * m);
    for (std::size_t j = 0; j < of_b.size(); ++j)
        out.without_b(j) =
            2 * (ab - cross.b(j)) / (n * (m - 1)) - aa / (n * n) - (bb - 2 * of_b(j)) / ((m - 1) * (m - 1));
    return out;
}

}  // namespace

// By the jackknife, whose values cost nothing beside the sums. Where the two laws are equal the linear part of
// the statistic vanishes, and the jackknife says up to sqrt(2) too much: Efron & Stein (1981).
Registered<TwoSample> energy_entry() {
    return {{"energy", {}, "energy distance, all pairs, without a root", "Szekely & Rizzo (2013)"},
            {.least_rows = 2,
             .equal_sizes = false,
             .symmetric = true,
             .rotation_invariant = true,
             .positive_floor = true,
             .by = ErrorBar::jackknife,
             .value = nullptr,
             .left_out = left_out}};
}

}  // namespace drift::metric
