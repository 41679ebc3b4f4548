// Hot loops of optimal transport: one row of costs against the prices of all columns.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernel/instruction_set.hpp"

namespace drift::kernel {

/// The least and the second least number of a row, and the first place of the least.
struct TwoLeast {
    double first, second;
    std::size_t place;
};

/// The costs of n rows and columns: a matrix, or the squared distances of points of up to four coordinates, which are
/// computed each time: that takes less time than to fetch them.
struct Costs {
    static constexpr std::size_t most_coordinates = 4;
    std::size_t n;
    const double* matrix;       // (n, n), or null
    std::size_t d = 0;          // else
    const double *a = nullptr,  // the rows' points (n, d),
        *b = nullptr;           // the columns' (d, n)
};

/// log sum_j exp(e_j) = largest + log sum.
struct Softmax {
    double largest, sum;
};

struct TransportLoops {
    /// price[j] <- min(price[j], cost(i, j)), with least[j] <- i where that is less.
    void (*reduce)(const Costs& cost, std::size_t i, double* price, std::int64_t* least);

    /// Of cost(i, j) - price[j], n >= 1; second is infinite for n = 1.
    TwoLeast (*two_least)(const Costs& cost, std::size_t i, const double* price);

    /// distance[j] <- min(distance[j], offset + cost(i, j) - price[j]), with before[j] <- i where that is less. A column
    /// at -infinity is settled. The first column of those left at the least distance, n >= 1.
    std::size_t (*relax)(const Costs& cost, std::size_t i, const double* price, double offset,
                         double* distance, std::int64_t* before);

    /// The largest exponent over j of (price[j] - cost(i, j)) / epsilon, n >= 1; exps[j] <- exp(exponent - largest), and
    /// their sum.
    Softmax (*softmax)(const Costs& cost, std::size_t i, const double* price, double epsilon, double* exps);

    double (*cost)(const Costs& cost, std::size_t i, std::size_t j);

    /// sum_k (a[k] - b[k, j])^2 for j < n, with b (d, n): direct differences.
    void (*squared_distances)(std::size_t n, std::size_t d, const double* a, const double* b, double* out);

    static const TransportLoops v2, v3, v4;
};

inline const TransportLoops& transport_loops() { return of_processor<TransportLoops>(); }

}  // namespace drift::kernel
