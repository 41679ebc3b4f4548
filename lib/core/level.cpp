// What this processor can do.
#include "core/level.hpp"

#include <cstdlib>

#include "core/error.hpp"

namespace drift {
namespace {

Level of_processor() {
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vl"))
        return Level::v4;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2"))
        return Level::v3;
    return Level::v2;
}

Level chosen() {
    const Level best = of_processor();
    const char* wanted = std::getenv("DRIFT_LEVEL");
    if (!wanted) return best;
    const std::string name = wanted;
    if (name != "v2" && name != "v3" && name != "v4")
        throw UsageError(unknown("instruction set in DRIFT_LEVEL", name, {"v2", "v3", "v4"}));
    const Level level = name == "v2" ? Level::v2 : name == "v3" ? Level::v3 : Level::v4;
    return level < best ? level : best;
}

}  // namespace

Level level() {
    static const Level level = chosen();
    return level;
}

std::string level_name() {
    return level() == Level::v4 ? "x86-64-v4" : level() == Level::v3 ? "x86-64-v3" : "x86-64-v2";
}

}  // namespace drift
