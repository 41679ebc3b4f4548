// Hot loops of random numbers: Philox4x32-10, and its words as uniform and normal numbers.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernel/instruction_set.hpp"

namespace drift::kernel {

struct RandomLoops {
    /// The four words of blocks 0 .. blocks - 1 of rows first .. first + n: out (n, blocks, 4). The counter
    /// is (row low, row high, block, step).
    void (*words)(const std::uint32_t key[2], std::uint64_t first, std::size_t n, std::uint32_t blocks,
                  std::uint32_t step, std::uint32_t* out);

    /// out (n) in [0, 1), from the high 24 bits of each word.
    void (*uniforms)(const std::uint32_t* words, std::size_t n, float* out);

    /// out (n) standard normal, a pair from two words; n is even.
    void (*normals)(const std::uint32_t* words, std::size_t n, float* out);

    static const RandomLoops v2, v3, v4;
};

inline const RandomLoops& random_loops() { return of_processor<RandomLoops>(); }

}  // namespace drift::kernel
