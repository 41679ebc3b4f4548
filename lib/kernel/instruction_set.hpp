// Instruction sets: the hot loops are compiled for three x86-64 levels; the processor's best is chosen at
// start.
#pragma once

#include <string>

namespace drift::kernel {

enum class InstructionSet { v2, v3, v4 };  // SSE4.2; AVX2 and FMA; AVX-512

/// The best level of this processor. The environment variable DRIFT_LEVEL (v2, v3, v4) lowers it.
InstructionSet instruction_set();

std::string instruction_set_name();

/// The build of a family of hot loops that suits this processor; each build is a static member of the table.
template <class Loops>
const Loops& of_processor() {
    static const Loops& loops = instruction_set() == InstructionSet::v4   ? Loops::v4
                                : instruction_set() == InstructionSet::v3 ? Loops::v3
                                                                          : Loops::v2;
    return loops;
}

}  // namespace drift::kernel
