// Shortest augmenting paths, after reductions that pair most rows at once.
#include "transport/assignment.hpp"

#include <algorithm>
#include <limits>

#include "core/error.hpp"

namespace drift::transport {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

// A partial pairing with prices v of the columns: cost(i, j) - v(j) is least at the row's own column.
class Pairing {
public:
    explicit Pairing(const Rows& cost)
        : cost_(cost.data()), n_(cost.shape(0)), price_(n_), column_(n_, none), row_(n_, none) {
        reduce_columns();
        std::vector<std::size_t> free;
        for (std::size_t i = 0; i < n_; ++i)
            if (column_[i] == none) free.push_back(i);
        for (int round = 0; round < 2; ++round) free = reduce_rows(free);
        for (const std::size_t i : free) augment(i);
    }

    const std::vector<std::size_t>& columns() const { return column_; }

private:
    Real at(std::size_t i, std::size_t j) const { return cost_[i * n_ + j] - price_[j]; }

    void pair(std::size_t i, std::size_t j) { column_[i] = j, row_[j] = i; }

    // Each column's price is its least cost; the row where it is least takes it, if it has none yet.
    void reduce_columns() {
        std::vector<std::size_t> least(n_, 0);
        for (std::size_t j = 0; j < n_; ++j) price_[j] = cost_[j];
        for (std::size_t i = 1; i < n_; ++i)
            for (std::size_t j = 0; j < n_; ++j)
                if (cost_[i * n_ + j] < price_[j]) price_[j] = cost_[i * n_ + j], least[j] = i;
        for (std::size_t j = n_; j-- > 0;)
            if (column_[least[j]] == none) pair(least[j], j);
    }

    // Each free row takes its cheapest column and lowers its price by the gap to the second cheapest; who
    // loses a column that way is free in turn. Those still free are returned.
    std::vector<std::size_t> reduce_rows(const std::vector<std::size_t>& rows) {
        std::vector<std::size_t> free = rows, later;
        std::size_t patience = 4 * n_;  // ties may pass a column round and round
        while (!free.empty()) {
            const std::size_t i = free.back();
            free.pop_back();
            std::size_t first = 0;
            Real least = std::numeric_limits<Real>::infinity(), second = least;
            for (std::size_t j = 0; j < n_; ++j) {
                const Real reduced = at(i, j);
                if (reduced < least)
                    second = least, least = reduced, first = j;
                else if (reduced < second)
                    second = reduced;
            }
            const std::size_t loser = row_[first];
            const bool strictly = n_ > 1 && least < second;
            if (loser != none && (!strictly || patience == 0)) {
                later.push_back(i);
                continue;
            }
            if (strictly) price_[first] -= second - least;
            pair(i, first);
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
        std::vector<Real> distance(n_);
        std::vector<std::size_t> before(n_, free_row), open(n_), closed;
        for (std::size_t j = 0; j < n_; ++j) distance[j] = at(free_row, j), open[j] = j;
        std::size_t end = none;
        Real reached = 0;
        while (end == none) {
            const auto nearest =
                std::min_element(open.begin(), open.end(),
                                 [&](std::size_t a, std::size_t b) { return distance[a] < distance[b]; });
            const std::size_t j = *nearest;
            reached = distance[j];
            *nearest = open.back();
            open.pop_back();
            if (row_[j] == none) {
                end = j;
                break;
            }
            closed.push_back(j);
            const std::size_t i = row_[j];
            const Real offset = reached - at(i, j);
            for (const std::size_t k : open) {
                const Real through = offset + at(i, k);
                if (through < distance[k]) distance[k] = through, before[k] = i;
            }
        }
        for (const std::size_t j : closed) price_[j] += distance[j] - reached;
        for (std::size_t j = end;;) {
            const std::size_t i = before[j], next = column_[i];
            pair(i, j);
            if (i == free_row) break;
            j = next;
        }
    }

    const Real* cost_;
    std::size_t n_;
    std::vector<Real> price_;
    std::vector<std::size_t> column_, row_;  // of each row, of each column; none: free
};

}  // namespace

std::vector<std::size_t> assignment(const Rows& cost) {
    if (cost.shape(0) != cost.shape(1))
        throw Error("expected as many rows as columns to pair, found ", cost.shape(0), " and ",
                    cost.shape(1));
    return Pairing(cost).columns();
}

Rows squared_distances(const Rows& a, const Rows& b) {
    if (dimension(a) != dimension(b))
        throw Error("expected rows of one dimension, found ", dimension(a), " and ", dimension(b));
    const std::size_t n = row_count(a), m = row_count(b), d = dimension(a);
    Rows squares = zeros(n, m);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < m; ++j) {
            Real sum = 0;
            for (std::size_t k = 0; k < d; ++k) {
                const Real difference = a.data()[i * d + k] - b.data()[j * d + k];
                sum += difference * difference;
            }
            squares.data()[i * m + j] = sum;
        }
    return squares;
}

}  // namespace drift::transport
