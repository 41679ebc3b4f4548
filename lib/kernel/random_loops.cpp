// Philox over lanes of counters: Salmon et al. (2011), Parallel random numbers: as easy as 1, 2, 3.
#include "kernel/random_loops.hpp"

#include "kernel/elementary.hpp"

namespace drift::kernel::DRIFT_LEVEL {
namespace {

constexpr std::size_t lanes = 16;

// Ten rounds over lanes of counters.
inline void philox_lanes(std::uint32_t k0, std::uint32_t k1, std::uint32_t* a, std::uint32_t* b,
                         std::uint32_t* c, std::uint32_t* d) {
    for (int round = 0; round < 10; ++round) {
#pragma omp simd
        for (std::size_t i = 0; i < lanes; ++i) {
            const std::uint64_t p = std::uint64_t{0xD2511F53} * a[i], q = std::uint64_t{0xCD9E8D57} * c[i];
            a[i] = static_cast<std::uint32_t>(q >> 32) ^ b[i] ^ k0;
            b[i] = static_cast<std::uint32_t>(q);
            c[i] = static_cast<std::uint32_t>(p >> 32) ^ d[i] ^ k1;
            d[i] = static_cast<std::uint32_t>(p);
        }
        k0 += 0x9E3779B9;
        k1 += 0xBB67AE85;
    }
}

void words(const std::uint32_t key[2], std::uint64_t first, std::size_t n, std::uint32_t blocks,
           std::uint32_t step, std::uint32_t* out) {
    alignas(64) std::uint32_t a[lanes], b[lanes], c[lanes], d[lanes];
    std::uint64_t row = first;
    std::uint32_t block = 0;
    for (std::size_t done = 0, all = n * blocks; done < all; done += lanes) {
        for (std::size_t i = 0; i < lanes; ++i) {
            a[i] = static_cast<std::uint32_t>(row);
            b[i] = static_cast<std::uint32_t>(row >> 32);
            c[i] = block;
            d[i] = step;
            if (++block == blocks) block = 0, ++row;
        }
        philox_lanes(key[0], key[1], a, b, c, d);
        const std::size_t count = all - done < lanes ? all - done : lanes;
        for (std::size_t i = 0; i < count; ++i) {
            std::uint32_t* word = out + 4 * (done + i);
            word[0] = a[i], word[1] = b[i], word[2] = c[i], word[3] = d[i];
        }
    }
}

void uniforms(const std::uint32_t* words, std::size_t n, float* out) {
#pragma omp simd
    for (std::size_t i = 0; i < n; ++i)
        out[i] = static_cast<float>(static_cast<std::int32_t>(words[i] >> 8)) * 0x1p-24F;
}

// Box & Muller: sqrt(-2 log u) (cos 2 pi w, sin 2 pi w). u = (k + 1/2) / 2^32 keeps the small values apart.
void normals(const std::uint32_t* words, std::size_t n, float* out) {
#pragma omp simd
    for (std::size_t i = 0; i < n / 2; ++i) {
        const std::uint32_t k = words[2 * i];
        const float high = static_cast<float>(static_cast<std::int32_t>(k >> 16));
        const float low = static_cast<float>(static_cast<std::int32_t>(k & 0xffff));
        const float u = (high * 65536.0F + (low + 0.5F)) * 0x1p-32F;
        const float w = static_cast<float>(static_cast<std::int32_t>(words[2 * i + 1] >> 8)) * 0x1p-24F;
        const float square = -2.0F * elementary::log(u);
        const float radius = __builtin_sqrtf(square < 0.0F ? 0.0F : square);
        const auto [sine, cosine] = elementary::sincos_turns(w);
        out[2 * i] = radius * cosine;
        out[2 * i + 1] = radius * sine;
    }
}

}  // namespace

}  // namespace drift::kernel::DRIFT_LEVEL

namespace drift::kernel {

const RandomLoops RandomLoops::DRIFT_LEVEL{DRIFT_LEVEL::words, DRIFT_LEVEL::uniforms, DRIFT_LEVEL::normals};

}  // namespace drift::kernel
