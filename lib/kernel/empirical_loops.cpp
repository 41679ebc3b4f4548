// Distances by direct differences, weights by streaming log-sum-exp.
#include "kernel/empirical_loops.hpp"

#include <algorithm>
#include <limits>

#include "kernel/elementary.hpp"

namespace drift::kernel::DRIFT_LEVEL {
namespace {

constexpr std::size_t lanes = EmpiricalLoops::lanes, block = EmpiricalLoops::block;

void weights(const double* squares, std::size_t count, double least, const Query& query, double* out) {
    const double scale = query.scale, cutoff = query.cutoff;
#pragma omp simd
    for (std::size_t i = 0; i < count; ++i) {
        const double excess = (squares[i] - least) * scale, weight = elementary::exp(-excess);
        out[i] = excess > cutoff ? 0.0 : weight;
    }
}

// Lane by lane, the sum of the weights, or of the numbers they weigh.
inline void add_lanes(const double* weights, const double* numbers, std::size_t count, double* sums) {
    double partial[lanes];
    for (std::size_t l = 0; l < lanes; ++l) partial[l] = sums[l];
    for (std::size_t i = 0; i < count; i += lanes)
#pragma omp simd
        for (std::size_t l = 0; l < lanes; ++l)
            partial[l] += numbers ? weights[i + l] * numbers[i + l] : weights[i + l];
    for (std::size_t l = 0; l < lanes; ++l) sums[l] = partial[l];
}

// D coordinates; 0 for as many as the cloud says.
template <std::size_t D>
void stream_block(const Cloud& cloud, std::size_t begin, std::size_t count, const double* x,
                  const Query& query, double& least, double* sums) {
    const std::size_t d = D ? D : cloud.d;
    const std::size_t padded = (count + lanes - 1) / lanes * lanes;
    alignas(64) double squares[block] = {}, low[lanes];
    for (std::size_t j = 0; j < d; ++j) {
        const double* p = cloud.points + j * cloud.stride + begin;
#pragma omp simd
        for (std::size_t i = 0; i < padded; ++i) {
            const double difference = x[j] - query.alpha * p[i];
            squares[i] += difference * difference;
        }
    }
    for (std::size_t i = count; i < padded; ++i) squares[i] = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < lanes; ++i) low[i] = squares[i];
    for (std::size_t from = lanes; from < padded; from += lanes)
#pragma omp simd
        for (std::size_t i = 0; i < lanes; ++i)
            low[i] = squares[from + i] < low[i] ? squares[from + i] : low[i];
    const double lowest = *std::min_element(low, low + lanes);
    if ((lowest - least) * query.scale > query.cutoff) return;
    if (lowest < least) {
        const double factor = elementary::exp((lowest - least) * query.scale);
        for (std::size_t i = 0; i < (1 + d) * lanes; ++i) sums[i] *= factor;
        least = lowest;
    }
    weights(squares, padded, least, query, squares);
    add_lanes(squares, nullptr, padded, sums);
    for (std::size_t j = 0; j < d; ++j)
        add_lanes(squares, cloud.points + j * cloud.stride + begin, padded, sums + (1 + j) * lanes);
}

void stream(const Cloud& cloud, std::size_t begin, std::size_t end, const double* x, const Query& query,
            double& least, double* sums) {
    const auto of = cloud.d == 1   ? stream_block<1>
                    : cloud.d == 2 ? stream_block<2>
                    : cloud.d == 3 ? stream_block<3>
                                   : stream_block<0>;
    for (std::size_t i = begin; i < end; i += block)
        of(cloud, i, std::min(block, end - i), x, query, least, sums);
}

std::size_t candidates(const float* products, const double* lengths, std::size_t count, double length,
                       double error_bound, const Query& query, double least, std::size_t* list) {
    alignas(64) double low[block];
    double high = least;  // no less than the least square after this block
    const double rounding = 0x1p-48;
#pragma omp simd reduction(min : high)
    for (std::size_t i = 0; i < count; ++i) {
        const double there = query.alpha * lengths[i], both = length * length + there * there;
        const double square = both - 2 * query.alpha * static_cast<double>(products[i]);
        const double error = 2 * error_bound * length * there + rounding * both;
        low[i] = square - error;
        high = square + error < high ? square + error : high;
    }
    const double limit = high + query.cutoff / query.scale;
    std::size_t found = 0;
    for (std::size_t i = 0; i < count; ++i)
        if (!(low[i] > limit)) list[found++] = i;
    return found;
}

template <class Number>
void squares_of(const Number* points, std::size_t width, const std::size_t* list, std::size_t count,
                const double* x, double alpha, double* squares) {
    for (std::size_t i = 0; i < count; ++i) {
        const Number* p = points + list[i] * width;
        alignas(64) double sum[lanes] = {};
        for (std::size_t j = 0; j < width; j += lanes)
#pragma omp simd
            for (std::size_t l = 0; l < lanes; ++l) {
                const double difference = x[j + l] - alpha * static_cast<double>(p[j + l]);
                sum[l] += difference * difference;
            }
        for (std::size_t half = lanes / 2; half > 0; half /= 2)
            for (std::size_t l = 0; l < half; ++l) sum[l] += sum[l + half];
        squares[i] = sum[0];
    }
}

template <class Number>
void add(const Number* points, std::size_t width, const std::size_t* list, std::size_t count,
         const double* weights, double* mean) {
    std::size_t i = 0;
    for (; i + 4 <= count; i += 4) {
        const Number *a = points + list[i] * width, *b = points + list[i + 1] * width;
        const Number *c = points + list[i + 2] * width, *d = points + list[i + 3] * width;
        const double* w = weights + i;
#pragma omp simd
        for (std::size_t j = 0; j < width; ++j)
            mean[j] += (w[0] * static_cast<double>(a[j]) + w[1] * static_cast<double>(b[j])) +
                       (w[2] * static_cast<double>(c[j]) + w[3] * static_cast<double>(d[j]));
    }
    for (; i < count; ++i) {
        const Number* p = points + list[i] * width;
#pragma omp simd
        for (std::size_t j = 0; j < width; ++j) mean[j] += weights[i] * static_cast<double>(p[j]);
    }
}

}  // namespace

}  // namespace drift::kernel::DRIFT_LEVEL

namespace drift::kernel {

const EmpiricalLoops EmpiricalLoops::DRIFT_LEVEL{DRIFT_LEVEL::stream,
                                                 DRIFT_LEVEL::candidates,
                                                 DRIFT_LEVEL::squares_of<float>,
                                                 DRIFT_LEVEL::squares_of<double>,
                                                 DRIFT_LEVEL::weights,
                                                 DRIFT_LEVEL::add<float>,
                                                 DRIFT_LEVEL::add<double>};

}  // namespace drift::kernel
