// Instruction sets: hot loops are compiled for three x86-64 levels, of which the processor's best is taken.
//
// A family of loops is a header with its table, a file with the loops, and a line in CMakeLists.txt:
//
//   struct SomeLoops {
//       void (*add)(std::size_t n, const float* x, float* y);
//       static const SomeLoops v2, v3, v4;
//   };
//   inline const SomeLoops& some_loops() { return of_processor<SomeLoops>(); }
//
// The file is compiled once per level with DRIFT_LEVEL set to it: the loops stand in namespace DRIFT_LEVEL,
// and its last lines define SomeLoops::DRIFT_LEVEL.
#pragma once

#include <string>

namespace drift::kernel {

enum class InstructionSet { v2, v3, v4 };  // SSE4.2; AVX2 and FMA; AVX-512

/// The best level of this processor, or that of the environment variable DRIFT_LEVEL if it is lower.
InstructionSet instruction_set();

std::string instruction_set_name();

/// The build of a family of hot loops for this processor.
template <class Loops>
const Loops& of_processor() {
    static const Loops& loops = instruction_set() == InstructionSet::v4   ? Loops::v4
                                : instruction_set() == InstructionSet::v3 ? Loops::v3
                                                                          : Loops::v2;
    return loops;
}

}  // namespace drift::kernel
