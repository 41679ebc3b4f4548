// Instruction sets: the hot loops are compiled for three x86-64 levels; the processor's best is chosen at
// start.
#pragma once

#include <string>

namespace drift {

enum class Level { v2, v3, v4 };  // SSE4.2; AVX2 and FMA; AVX-512

/// The best level of this processor. The environment variable DRIFT_LEVEL (v2, v3, v4) lowers it.
Level level();

std::string level_name();

/// The one of three builds of a table of functions that suits this processor.
template <class Table>
const Table& choose(const Table& v2, const Table& v3, const Table& v4) {
    return level() == Level::v4 ? v4 : level() == Level::v3 ? v3 : v2;
}

}  // namespace drift
