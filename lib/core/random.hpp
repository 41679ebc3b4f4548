// Random numbers without state: Philox4x32-10, a function of (seed, purpose, row, step) alone.
// Salmon, Moraes, Dror, Shaw (2011), Parallel random numbers: as easy as 1, 2, 3.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/array.hpp"

namespace drift {

/// The bijection of 128 bits that the generator is made of.
std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);

/// The draws of one seed for one purpose. The counter is (row low, row high, block within the row, step); the
/// key is the Philox image of the purpose's name under the seed, so that two purposes of one seed are
/// independent. Number j of a row does not depend on how many rows, numbers or threads there are.
class Random {
public:
    Random(std::uint64_t seed, std::string_view purpose);

    /// 32 random bits a number.
    void bits(std::uint64_t row, std::uint32_t step, std::span<std::uint32_t> out) const;

    /// Uniform on [0, 1): the high 24 bits.
    void uniforms(std::uint64_t row, std::uint32_t step, std::span<float> out) const;

    /// Standard normal by Box and Muller (1958), the radius from 32 bits and the angle from 24: |z| < 6.8.
    void normals(std::uint64_t row, std::uint32_t step, std::span<float> out) const;

    /// The same for rows first .. first + n: out is (n, d).
    void uniform_rows(std::uint64_t first, std::size_t n, std::size_t d, std::uint32_t step,
                      float* out) const;
    void normal_rows(std::uint64_t first, std::size_t n, std::size_t d, std::uint32_t step, float* out) const;
    Rows normal_rows(std::uint64_t first, std::size_t n, std::size_t d, std::uint32_t step = 0) const;

    /// A whole number of 0 .. bound - 1, bound < 2^32, from the row's first 64 bits; bias below 2^-32.
    std::uint32_t index(std::uint64_t row, std::uint32_t step, std::uint32_t bound) const;

private:
    std::array<std::uint32_t, 2> key_;
};

}  // namespace drift
