// Tiles of C in registers: every step of the inner index multiplies a column of A into a row of B, as in Goto
// & van de Geijn, Anatomy of high-performance matrix multiplication (2008). An entry of C is summed in the
// order of the inner index in every tile, so that its bits do not depend on its place.
#include "core/gemm_loops.hpp"

#include <algorithm>
#include <utility>

namespace drift::DRIFT_LEVEL {
namespace {

#if defined(__AVX512F__)
constexpr std::size_t lanes = 16, most_rows = 8;
#elif defined(__AVX2__)
constexpr std::size_t lanes = 8, most_rows = 6;
#else
constexpr std::size_t lanes = 4, most_rows = 6;
#endif
constexpr std::size_t most_vectors = 2, width = most_vectors * lanes;  // of a tile
constexpr std::size_t depth = 256;  // of a panel of B, which stays in a cache

typedef float Floats __attribute__((vector_size(lanes * sizeof(float)), aligned(sizeof(float)), may_alias));

inline Floats& at(float* p) { return *reinterpret_cast<Floats*>(p); }
inline const Floats& at(const float* p) { return *reinterpret_cast<const Floats*>(p); }

// C (rows, vectors * lanes) = A (rows, k) B (k, vectors * lanes) + beta C.
template <std::size_t rows, std::size_t vectors>
void tile(std::size_t k, const float* a, std::size_t row, std::size_t column, const float* b, std::size_t ldb,
          float beta, float* c, std::size_t ldc) {
    Floats sum[rows][vectors] = {};
    for (std::size_t p = 0; p < k; ++p) {
        Floats factor[vectors];
#pragma GCC unroll 8
        for (std::size_t j = 0; j < vectors; ++j) factor[j] = at(b + p * ldb + j * lanes);
#pragma GCC unroll 8
        for (std::size_t i = 0; i < rows; ++i) {
            const float x = a[i * row + p * column];
#pragma GCC unroll 8
            for (std::size_t j = 0; j < vectors; ++j) sum[i][j] += x * factor[j];
        }
    }
#pragma GCC unroll 8
    for (std::size_t i = 0; i < rows; ++i)
#pragma GCC unroll 8
        for (std::size_t j = 0; j < vectors; ++j) {
            Floats& to = at(c + i * ldc + j * lanes);
            to = beta == 0 ? sum[i][j] : sum[i][j] + beta * to;
        }
}

using Tile = decltype(&tile<1, 1>);

template <std::size_t vectors, std::size_t... rows>
constexpr auto tiles_of(std::index_sequence<rows...>) {
    struct {
        Tile of[sizeof...(rows)];
    } all{{tile<rows + 1, vectors>...}};
    return all;
}

constexpr auto narrow = tiles_of<1>(std::make_index_sequence<most_rows>());
constexpr auto wide = tiles_of<2>(std::make_index_sequence<most_rows>());

// Lanes of x and y in turn: of their first halves, or of their second.
template <std::size_t from, std::size_t... i>
inline Floats in_turn(const Floats& x, const Floats& y, std::index_sequence<i...>) {
    return __builtin_shufflevector(x, y, static_cast<int>(from + i / 2 + i % 2 * lanes)...);
}

// The transpose of a square of lanes x lanes numbers: that of halves in turn, as often as lanes halve.
inline void transpose_square(const float* from, std::size_t stride, float* to, std::size_t to_stride) {
    constexpr auto all = std::make_index_sequence<lanes>();
    Floats x[lanes], y[lanes];
#pragma GCC unroll 16
    for (std::size_t i = 0; i < lanes; ++i) x[i] = at(from + i * stride);
#pragma GCC unroll 4
    for (std::size_t left = lanes; left > 1; left /= 2) {
#pragma GCC unroll 8
        for (std::size_t i = 0; i < lanes / 2; ++i) {
            y[2 * i] = in_turn<0>(x[i], x[i + lanes / 2], all);
            y[2 * i + 1] = in_turn<lanes / 2>(x[i], x[i + lanes / 2], all);
        }
#pragma GCC unroll 16
        for (std::size_t i = 0; i < lanes; ++i) x[i] = y[i];
    }
#pragma GCC unroll 16
    for (std::size_t i = 0; i < lanes; ++i) at(to + i * to_stride) = x[i];
}

// Columns of B side by side: panel (k, width), zeros beyond the n-th.
void pack(std::size_t n, std::size_t k, bool transposed, const float* b, std::size_t ldb, float* panel) {
    if (n < width) std::fill_n(panel, k * width, 0.0F);
    if (!transposed) {
        for (std::size_t p = 0; p < k; ++p) std::copy_n(b + p * ldb, n, panel + p * width);
        return;
    }
    const std::size_t squares = n / lanes * lanes, steps = k / lanes * lanes;
    for (std::size_t j = 0; j < squares; j += lanes)
        for (std::size_t p = 0; p < steps; p += lanes)
            transpose_square(b + j * ldb + p, ldb, panel + p * width + j, width);
    for (std::size_t j = 0; j < n; ++j)
        for (std::size_t p = j < squares ? steps : 0; p < k; ++p) panel[p * width + j] = b[j * ldb + p];
}

void product(std::size_t m, std::size_t n, std::size_t k, const float* a, std::size_t row, std::size_t column,
             bool transposed, const float* b, std::size_t ldb, float beta, float* c, std::size_t ldc) {
    alignas(64) float packed[depth * width], corner[most_rows * width];
    for (std::size_t j = 0; j < n; j += width) {
        const std::size_t columns = std::min(width, n - j);
        const Tile* tiles = columns > lanes ? wide.of : narrow.of;
        for (std::size_t p = 0; p < k; p += depth) {
            const std::size_t steps = std::min(depth, k - p);
            const float keep = p ? 1 : beta;
            const float* panel = transposed ? b + j * ldb + p : b + p * ldb + j;
            std::size_t stride = ldb;
            if (transposed || columns % lanes) {
                pack(columns, steps, transposed, panel, ldb, packed);
                panel = packed, stride = width;
            }
            for (std::size_t i = 0; i < m; i += most_rows) {
                const std::size_t rows = std::min(most_rows, m - i);
                const float* of = a + i * row + p * column;
                float* to = c + i * ldc + j;
                if (columns % lanes == 0) {
                    tiles[rows - 1](steps, of, row, column, panel, stride, keep, to, ldc);
                    continue;
                }
                tiles[rows - 1](steps, of, row, column, panel, stride, 0, corner, width);
                for (std::size_t r = 0; r < rows; ++r)
                    for (std::size_t q = 0; q < columns; ++q) {
                        float& entry = to[r * ldc + q];
                        entry = keep == 0 ? corner[r * width + q] : corner[r * width + q] + keep * entry;
                    }
            }
        }
    }
}

}  // namespace

extern const GemmLoops gemm_loops;
const GemmLoops gemm_loops{product};

}  // namespace drift::DRIFT_LEVEL
