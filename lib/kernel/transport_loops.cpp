// A row is gone through once, without a branch; where the least number stands is looked up after.
#include "kernel/transport_loops.hpp"

#include <limits>

#include "kernel/elementary.hpp"

namespace drift::kernel::DRIFT_LEVEL {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// The first place of a number that is in the row.
template <class Number>
std::size_t place_of(double number, std::size_t n, const Number& at) {
    constexpr std::size_t block = 32;
    std::size_t j = 0;
    for (; j + block <= n; j += block) {
        int hits = 0;
#pragma omp simd reduction(+ : hits)
        for (std::size_t k = j; k < j + block; ++k) hits += at(k) == number;
        if (hits > 0) break;
    }
    while (at(j) != number) ++j;
    return j;
}

struct OfRow {
    const double* row;
    double operator()(std::size_t j) const { return row[j]; }
};

template <std::size_t d>
struct OfPoint {
    double point[d];
    const double* columns;
    std::size_t n;

    OfPoint(const Costs& cost, std::size_t i) : columns(cost.b), n(cost.n) {
        for (std::size_t k = 0; k < d; ++k) point[k] = cost.a[i * d + k];
    }
    double operator()(std::size_t j) const {
        double sum = 0;
        for (std::size_t k = 0; k < d; ++k) {
            const double difference = point[k] - columns[k * n + j];
            sum += difference * difference;
        }
        return sum;
    }
};

// use(j -> cost(i, j)).
template <class Use>
auto with_row(const Costs& cost, std::size_t i, const Use& use) {
    if (cost.matrix) return use(OfRow{cost.matrix + i * cost.n});
    switch (cost.d) {
        case 1:
            return use(OfPoint<1>(cost, i));
        case 2:
            return use(OfPoint<2>(cost, i));
        case 3:
            return use(OfPoint<3>(cost, i));
        default:
            return use(OfPoint<4>(cost, i));
    }
}

double cost_of(const Costs& cost, std::size_t i, std::size_t j) {
    return with_row(cost, i, [&](const auto& row) { return row(j); });
}

void reduce(const Costs& cost, std::size_t i, double* price, std::int64_t* least) {
    const auto number = static_cast<std::int64_t>(i);
    with_row(cost, i, [&](const auto row) {
#pragma omp simd
        for (std::size_t j = 0; j < cost.n; ++j) {
            const double here = row(j), old = price[j];
            least[j] = here < old ? number : least[j];
            price[j] = here < old ? here : old;
        }
    });
}

TwoLeast two_least(const Costs& cost, std::size_t i, const double* price) {
    return with_row(cost, i, [&](const auto row) {
        constexpr std::size_t lanes = 16;
        double first[lanes], second[lanes];
        for (std::size_t l = 0; l < lanes; ++l) first[l] = second[l] = infinity;
        std::size_t j = 0;
        for (; j + lanes <= cost.n; j += lanes)
#pragma omp simd
            for (std::size_t l = 0; l < lanes; ++l) {
                const double x = row(j + l) - price[j + l];
                const double larger = x < first[l] ? first[l] : x;
                first[l] = x < first[l] ? x : first[l];
                second[l] = larger < second[l] ? larger : second[l];
            }
        TwoLeast least{infinity, infinity, 0};
        const auto take = [&](double x) {
            const double larger = x < least.first ? least.first : x;
            least.first = x < least.first ? x : least.first;
            least.second = larger < least.second ? larger : least.second;
        };
        for (std::size_t l = 0; l < lanes; ++l) take(first[l]), take(second[l]);
        for (; j < cost.n; ++j) take(row(j) - price[j]);
        least.place = place_of(least.first, cost.n, [&](std::size_t k) { return row(k) - price[k]; });
        return least;
    });
}

std::size_t relax(const Costs& cost, std::size_t i, const double* price, double offset, double* distance,
                  std::int64_t* before) {
    const auto number = static_cast<std::int64_t>(i);
    return with_row(cost, i, [&](const auto row) {
        double least = infinity;
#pragma omp simd reduction(min : least)
        for (std::size_t j = 0; j < cost.n; ++j) {
            const double through = offset + (row(j) - price[j]), old = distance[j];
            const bool nearer = through < old;
            const double now = nearer ? through : old, open = now == -infinity ? infinity : now;
            before[j] = nearer ? number : before[j];
            distance[j] = now;
            least = open < least ? open : least;
        }
        return place_of(least, cost.n, [&](std::size_t k) { return distance[k]; });
    });
}

Softmax softmax(const Costs& cost, std::size_t i, const double* price, double epsilon, double* exps) {
    return with_row(cost, i, [&](const auto row) {
        double largest = -infinity, sum = 0;
#pragma omp simd reduction(max : largest)
        for (std::size_t j = 0; j < cost.n; ++j) {
            exps[j] = (price[j] - row(j)) / epsilon;
            largest = exps[j] > largest ? exps[j] : largest;
        }
#pragma omp simd reduction(+ : sum)
        for (std::size_t j = 0; j < cost.n; ++j) {
            exps[j] = elementary::exp(exps[j] - largest);
            sum += exps[j];
        }
        return Softmax{largest, sum};
    });
}

void squared_distances(std::size_t n, std::size_t d, const double* a, const double* b, double* out) {
    constexpr std::size_t block = 512;  // stays in the first cache over all coordinates
    for (std::size_t begin = 0; begin < n; begin += block) {
        const std::size_t end = begin + block < n ? begin + block : n;
        for (std::size_t j = begin; j < end; ++j) out[j] = 0;
        for (std::size_t k = 0; k < d; ++k) {
            const double x = a[k];
            const double* const y = b + k * n;
#pragma omp simd
            for (std::size_t j = begin; j < end; ++j) out[j] += (x - y[j]) * (x - y[j]);
        }
    }
}

}  // namespace
}  // namespace drift::kernel::DRIFT_LEVEL

namespace drift::kernel {

const TransportLoops TransportLoops::DRIFT_LEVEL{DRIFT_LEVEL::reduce,  DRIFT_LEVEL::two_least,
                                                 DRIFT_LEVEL::relax,   DRIFT_LEVEL::softmax,
                                                 DRIFT_LEVEL::cost_of, DRIFT_LEVEL::squared_distances};

}  // namespace drift::kernel
