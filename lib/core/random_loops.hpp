// Hot loops of the generator, compiled for each instruction set.
#pragma once

#include <cstddef>
#include <cstdint>

namespace drift {

struct RandomLoops {
    /// Blocks 0 .. blocks - 1 of rows first .. first + n: out is (n, blocks, 4).
    void (*words)(const std::uint32_t key[2], std::uint64_t first, std::size_t n, std::uint32_t blocks,
                  std::uint32_t step, std::uint32_t* out);
    void (*uniforms)(const std::uint32_t* words, std::size_t n, float* out);
    void (*normals)(const std::uint32_t* words, std::size_t n,
                    float* out);  // n even: a pair from each two words
};

const RandomLoops& random_loops();

}  // namespace drift
