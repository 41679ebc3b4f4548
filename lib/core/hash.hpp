// FNV-1a, 64 bits: a checksum that finds other bits; no protection against intent.
// Fowler, Noll, Vo (1991).
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace drift {

/// The hash of n words of one or four bytes, a word at a time.
template <class Word>
std::uint64_t fnv1a(const Word* words, std::size_t n) {
    static_assert(sizeof(Word) == 1 || sizeof(Word) == 4);
    using Bits = std::conditional_t<sizeof(Word) == 1, std::uint8_t, std::uint32_t>;
    std::uint64_t hash = 0xcbf29ce484222325;
    for (std::size_t i = 0; i < n; ++i) hash = (hash ^ std::bit_cast<Bits>(words[i])) * 0x100000001b3;
    return hash;
}

}  // namespace drift
