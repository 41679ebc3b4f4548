#include "sampler/solver.hpp"

#include "core/error.hpp"

namespace drift::sampler {

void check_repeatable(const Solver& solver) {
    constexpr const char* reasons[] = {
        nullptr, "uses evaluations at earlier times, as all multistep methods do",
        "goes over several intervals in one step", "controls the sizes of its steps along the whole run"};
    if (const char* reason = reasons[static_cast<std::size_t>(solver.memory)])
        throw UsageError("an interval cannot be repeated, as the solver ", reason,
                         ": choose one of single steps, as ddpm or ddim");
}

}  // namespace drift::sampler
