// Copies: the share of rows of A that are nearer to a row of B, the training points, than these are apart:
//     |a - b| < within * median over j of |b_j - b_j's nearest other row of B|
#include <algorithm>
#include <cmath>
#include <limits>

#include "metric/pairwise.hpp"
#include "metric/two_sample.hpp"

namespace drift::metric {
namespace {

// The distance of each row of a from its nearest row of b, itself left out when they are one set.
Vector nearest(const Rows& a, const Rows& b, bool one_set, ThreadPool& pool) {
    Vector least({row_count(a)}, std::numeric_limits<Real>::infinity());
    for_blocks(a, b, pool, [&](std::size_t, const Tile& tile) {
        for (std::size_t i = 0; i < tile.rows; ++i)
            for (std::size_t j = 0; j < tile.columns; ++j)
                if (!one_set || tile.row + i != tile.column + j)
                    least(tile.row + i) = std::min(least(tile.row + i), tile[i][j]);
    });
    return xt::sqrt(least);
}

LeftOut left_out(const TwoSets& sets) {
    const Rows &a = sets.a, &b = sets.b;
    Vector apart = nearest(b, b, true, sets.pool);
    Real* const middle = apart.data() + apart.size() / 2;
    std::nth_element(apart.data(), middle, apart.data() + apart.size());
    const Real near = sets.settings.number("within", 0, 1e6) * *middle;

    const Vector distance = nearest(a, b, false, sets.pool);
    const Real n = static_cast<Real>(distance.size());
    Real copies = 0;
    for (const Real each : distance) copies += each < near;
    LeftOut out{copies / n, Vector({distance.size()}, 0.0), Vector({0}, 0.0)};
    for (std::size_t i = 0; i < distance.size(); ++i)
        out.without_a(i) = (copies - (distance(i) < near)) / (n - 1);
    return out;
}

}  // namespace

// By the jackknife over the rows of A, which for a share is sqrt(p (1 - p) / (n - 1)); B is as given.
Registered<TwoSample> copies_entry() {
    return {{"copies",
             {{"within", "0.5", "how near, in median distances between nearest rows of B"}},
             "share of rows of A that all but repeat a row of B"},
            {.least_rows = 2,
             .equal_sizes = false,
             .symmetric = false,
             .rotation_invariant = true,
             .positive_floor = true,
             .by = ErrorBar::jackknife,
             .value = nullptr,
             .left_out = left_out}};
}

}  // namespace drift::metric
