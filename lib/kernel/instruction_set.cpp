#include "kernel/instruction_set.hpp"

#include <cstdlib>

#include "core/error.hpp"

namespace drift::kernel {
namespace {

InstructionSet best_of_processor() {
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vl"))
        return InstructionSet::v4;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2"))
        return InstructionSet::v3;
    return InstructionSet::v2;
}

InstructionSet chosen() {
    const InstructionSet best = best_of_processor();
    const char* wanted = std::getenv("DRIFT_LEVEL");
    if (!wanted) return best;
    const std::string name = wanted;
    if (name != "v2" && name != "v3" && name != "v4")
        throw UsageError(unknown("instruction set in DRIFT_LEVEL", name, {"v2", "v3", "v4"}));
    const InstructionSet level = name == "v2"   ? InstructionSet::v2
                                 : name == "v3" ? InstructionSet::v3
                                                : InstructionSet::v4;
    return level < best ? level : best;
}

}  // namespace

InstructionSet instruction_set() {
    static const InstructionSet level = chosen();
    return level;
}

std::string instruction_set_name() {
    return instruction_set() == InstructionSet::v4   ? "x86-64-v4"
           : instruction_set() == InstructionSet::v3 ? "x86-64-v3"
                                                     : "x86-64-v2";
}

}  // namespace drift::kernel
