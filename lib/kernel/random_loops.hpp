// Hot loops of the generator, compiled for each instruction set.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernel/instruction_set.hpp"

namespace drift::kernel {

struct RandomLoops {
    /// Blocks 0 .. blocks - 1 of rows first .. first + n: out is (n, blocks, 4).
    void (*words)(const std::uint32_t key[2], std::uint64_t first, std::size_t n, std::uint32_t blocks,
                  std::uint32_t step, std::uint32_t* out);
    void (*uniforms)(const std::uint32_t* words, std::size_t n, float* out);
    void (*normals)(const std::uint32_t* words, std::size_t n,
                    float* out);  // n even: a pair from each two words

    static const RandomLoops v2, v3, v4;
};

inline const RandomLoops& random_loops() { return of_processor<RandomLoops>(); }

}  // namespace drift::kernel
