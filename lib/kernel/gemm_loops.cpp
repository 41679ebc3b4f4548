// Tiles of C in registers: each step of the inner index adds the outer product of a column of A and a row of
// B, as in Goto & van de Geijn, Anatomy of high-performance matrix multiplication (2008). Every tile sums
// in the order of the inner index, so that the bits of an entry do not depend on its place.
#include "kernel/gemm_loops.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace drift::kernel::DRIFT_LEVEL {
namespace {

#if defined(__AVX512F__)
constexpr std::size_t lanes = 16, most_rows = 8;
#elif defined(__AVX2__)
constexpr std::size_t lanes = 8, most_rows = 6;
#else
constexpr std::size_t lanes = 4, most_rows = 6;
#endif
constexpr std::size_t most_vectors = 2, width = most_vectors * lanes;  // of a tile
constexpr std::size_t depth = 256;  // rows of a panel of B, which stays in the cache

typedef float Floats __attribute__((vector_size(lanes * sizeof(float))));

// At any alignment; a copy of known size is one instruction.
inline Floats load(const float* from) {
    Floats value;
    std::memcpy(&value, from, sizeof value);
    return value;
}
inline void store(float* to, const Floats& value) { std::memcpy(to, &value, sizeof value); }

// C (rows, vectors * lanes) = A (rows, k) B (k, vectors * lanes) + beta C.
template <std::size_t rows, std::size_t vectors>
void tile(std::size_t k, const float* a, std::size_t row, std::size_t column, const float* b, std::size_t ldb,
          float beta, float* c, std::size_t ldc) {
    Floats sum[rows][vectors] = {};
    for (std::size_t p = 0; p < k; ++p) {
        Floats factor[vectors];
#pragma GCC unroll 8
        for (std::size_t j = 0; j < vectors; ++j) factor[j] = load(b + p * ldb + j * lanes);
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
            float* to = c + i * ldc + j * lanes;
            store(to, beta == 0 ? sum[i][j] : sum[i][j] + beta * load(to));
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

constexpr std::size_t quads = lanes / 4;  // of four numbers each, in a vector

// A choice of numbers from x and y, by their places 0 .. 2 lanes - 1 in the two side by side.
template <std::size_t (*place)(std::size_t), std::size_t... i>
inline Floats mixed(const Floats& x, const Floats& y, std::index_sequence<i...>) {
    return __builtin_shufflevector(x, y, static_cast<int>(place(i))...);
}
template <std::size_t (*place)(std::size_t)>
inline Floats mixed(const Floats& x, const Floats& y) {
    return mixed<place>(x, y, std::make_index_sequence<lanes>());
}

// low, high:   in each quad, x0 y0 x1 y1 and x2 y2 x3 y3
// first, last: in each quad, x0 x1 y0 y1 and x2 x3 y2 y3
// even, odd:   the even quads and the odd quads
constexpr std::size_t low(std::size_t i) { return i / 4 * 4 + i % 4 / 2 + i % 2 * lanes; }
constexpr std::size_t high(std::size_t i) { return low(i) + 2; }
constexpr std::size_t first(std::size_t i) { return i / 4 * 4 + i % 2 + i % 4 / 2 * lanes; }
constexpr std::size_t last(std::size_t i) { return first(i) + 2; }
constexpr std::size_t even(std::size_t i) { return i / 4 * 8 + i % 4; }
constexpr std::size_t odd(std::size_t i) { return even(i) + 4; }

// The transpose of a square of lanes x lanes numbers: first within quads of four rows, then of the quads.
inline void transpose_square(const float* from, std::size_t stride, float* to, std::size_t to_stride) {
    Floats x[lanes];
#pragma GCC unroll 4
    for (std::size_t g = 0; g < lanes; g += 4) {
        const Floats a = load(from + g * stride), b = load(from + (g + 1) * stride),
                     c = load(from + (g + 2) * stride), d = load(from + (g + 3) * stride);
        const Floats ab = mixed<low>(a, b), ab2 = mixed<high>(a, b), cd = mixed<low>(c, d),
                     cd2 = mixed<high>(c, d);
        x[g] = mixed<first>(ab, cd), x[g + 1] = mixed<last>(ab, cd);
        x[g + 2] = mixed<first>(ab2, cd2), x[g + 3] = mixed<last>(ab2, cd2);
    }
#pragma GCC unroll 4
    for (std::size_t c = 0; c < 4; ++c) {
        Floats y[quads];
        if constexpr (quads == 4) {
            const Floats e = mixed<even>(x[c], x[4 + c]), o = mixed<odd>(x[c], x[4 + c]);
            const Floats e2 = mixed<even>(x[8 + c], x[12 + c]), o2 = mixed<odd>(x[8 + c], x[12 + c]);
            y[0] = mixed<even>(e, e2), y[1] = mixed<even>(o, o2), y[2] = mixed<odd>(e, e2),
            y[3] = mixed<odd>(o, o2);
        } else if constexpr (quads == 2) {
            y[0] = mixed<even>(x[c], x[4 + c]), y[1] = mixed<odd>(x[c], x[4 + c]);
        } else {
            y[0] = x[c];
        }
#pragma GCC unroll 4
        for (std::size_t q = 0; q < quads; ++q) store(to + (4 * q + c) * to_stride, y[q]);
    }
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

}  // namespace drift::kernel::DRIFT_LEVEL

namespace drift::kernel {

const GemmLoops GemmLoops::DRIFT_LEVEL{DRIFT_LEVEL::product};

}  // namespace drift::kernel
