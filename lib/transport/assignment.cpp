// Shortest augmenting paths, after reductions that pair most rows at once.
#include "transport/assignment.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/error.hpp"
#include "kernel/transport_loops.hpp"

namespace drift::transport {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);
constexpr Real infinity = std::numeric_limits<Real>::infinity();

// A partial pairing with prices v of the columns: cost(i, j) - v(j) is least at the row's own column.
class Pairing {
public:
    explicit Pairing(const kernel::Costs& cost)
        : cost_(cost),
          n_(cost.n),
          price_(n_, infinity),
          distance_(n_),
          before_(n_),
          column_(n_, none),
          row_(n_, none) {
        reduce_columns();
        std::vector<std::size_t> free;
        for (std::size_t i = 0; i < n_; ++i)
            if (column_[i] == none) free.push_back(i);
        for (int round = 0; round < 2; ++round) free = reduce_rows(free);
        for (const std::size_t i : free) augment(i);
    }

    const std::vector<std::size_t>& columns() const { return column_; }

private:
    void pair(std::size_t i, std::size_t j) { column_[i] = j, row_[j] = i; }

    // Each column's price is its least cost; the row where it is least takes it, if it has none yet.
    void reduce_columns() {
        std::vector<std::int64_t> least(n_, 0);
        for (std::size_t i = 0; i < n_; ++i) loops_.reduce(cost_, i, price_.data(), least.data());
        for (std::size_t j = n_; j-- > 0;) {
            const auto i = static_cast<std::size_t>(least[j]);
            if (column_[i] == none) pair(i, j);
        }
    }

    // Each free row takes its cheapest column and lowers its price by the gap to the second cheapest; who
    // loses a column that way is free in turn. Those still free are returned.
    std::vector<std::size_t> reduce_rows(const std::vector<std::size_t>& rows) {
        std::vector<std::size_t> free = rows, later;
        std::size_t patience = 4 * n_;  // ties may pass a column round and round
        while (!free.empty()) {
            const std::size_t i = free.back();
            free.pop_back();
            const kernel::TwoLeast least = loops_.two_least(cost_, i, price_.data());
            const std::size_t loser = row_[least.place];
            const bool strictly = n_ > 1 && least.first < least.second;
            if (loser != none && (!strictly || patience == 0)) {
                later.push_back(i);
                continue;
            }
            if (strictly) price_[least.place] -= least.second - least.first;
            pair(i, least.place);
            if (loser == none) continue;
            column_[loser] = none;
            --patience;
            free.push_back(loser);
        }
        return later;
    }

    // Dijkstra over columns from a free row to the nearest free column, then the
    // pairs along the path change over.
    void augment(std::size_t free_row) {
        std::fill(distance_.begin(), distance_.end(), infinity);
        settled_.clear();
        std::size_t i = free_row;
        Real offset = 0;
        for (;;) {
            const std::size_t j =
                loops_.relax(cost_, i, price_.data(), offset, distance_.data(), before_.data());
            const Real reached = distance_[j];
            if (row_[j] == none) {
                for (const Settled& each : settled_) price_[each.column] += each.distance - reached;
                change_over(free_row, j);
                return;
            }
            settled_.push_back({j, reached});
            distance_[j] = -infinity;
            i = row_[j];
            offset = reached - (loops_.cost(cost_, i, j) - price_[j]);
        }
    }

    void change_over(std::size_t free_row, std::size_t j) {
        for (;;) {
            const auto i = static_cast<std::size_t>(before_[j]);
            const std::size_t next = column_[i];
            pair(i, j);
            if (i == free_row) return;
            j = next;
        }
    }

    struct Settled {
        std::size_t column;
        Real distance;
    };

    const kernel::TransportLoops& loops_ = kernel::transport_loops();
    const kernel::Costs& cost_;
    std::size_t n_;
    std::vector<Real> price_, distance_;     // of each column
    std::vector<std::int64_t> before_;       // the row from which a search came to a column
    std::vector<std::size_t> column_, row_;  // of each row, of each column; none: free
    std::vector<Settled> settled_;
};

// Rows less their mean, over `scale` (d).
Rows centred(const Rows& rows, const Vector& mean, const Vector& scale) {
    Rows out = rows;
    for (std::size_t i = 0; i < row_count(rows); ++i)
        for (std::size_t k = 0; k < dimension(rows); ++k) out(i, k) = (rows(i, k) - mean(k)) / scale(k);
    return out;
}

}  // namespace

std::vector<std::size_t> assignment(const Rows& cost) {
    if (cost.shape(0) != cost.shape(1))
        throw Error("expected as many rows as columns to pair, found ", cost.shape(0), " and ",
                    cost.shape(1));
    return Pairing({.n = cost.shape(0), .matrix = cost.data()}).columns();
}

// Only sum_i a_i . b_i counts for which pairing is the cheapest: means may be taken off, and each coordinate of a be
// multiplied while that of b is divided. With equal spreads most rows find their own near by.
std::vector<std::size_t> nearest_pairing(const Rows& a, const Rows& b) {
    if (row_count(a) != row_count(b))
        throw Error("expected as many rows as rows to pair with, found ", row_count(a), " and ",
                    row_count(b));
    if (dimension(a) != dimension(b))
        throw Error("expected rows of one dimension, found ", dimension(a), " and ", dimension(b));
    const std::size_t d = dimension(a);
    Vector mean_a = xt::mean(a, {0}), mean_b = xt::mean(b, {0}), scale_a({d}, 1.0), scale_b({d}, 1.0);
    for (std::size_t k = 0; k < d; ++k) {
        Real square_a = 0, square_b = 0;
        for (std::size_t i = 0; i < row_count(a); ++i) {
            square_a += (a(i, k) - mean_a(k)) * (a(i, k) - mean_a(k));
            square_b += (b(i, k) - mean_b(k)) * (b(i, k) - mean_b(k));
        }
        const Real ratio = std::sqrt(std::sqrt(square_a / square_b));
        if (ratio > 0 && ratio < infinity) scale_a(k) = ratio, scale_b(k) = 1 / ratio;
    }
    const Rows rows = centred(a, mean_a, scale_a), columns = centred(b, mean_b, scale_b);
    if (d > kernel::Costs::most_coordinates) return assignment(squared_distances(rows, columns));
    const Rows across = xt::transpose(columns);
    return Pairing({row_count(a), nullptr, d, rows.data(), across.data()}).columns();
}

Rows squared_distances(const Rows& a, const Rows& b) {
    if (dimension(a) != dimension(b))
        throw Error("expected rows of one dimension, found ", dimension(a), " and ", dimension(b));
    const std::size_t n = row_count(a), m = row_count(b), d = dimension(a);
    Rows squares = Rows::from_shape({n, m});
    const Rows columns = xt::transpose(b);  // coordinates side by side
    for (std::size_t i = 0; i < n; ++i)
        kernel::transport_loops().squared_distances(m, d, a.data() + i * d, columns.data(),
                                                    squares.data() + i * m);
    return squares;
}

}  // namespace drift::transport
