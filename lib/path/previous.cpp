#include "path/previous.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "core/error.hpp"

namespace drift::path {
namespace {

// dt = 1 / K with a whole K: the chain from 1 to 0 has K steps.
Real step_of(const Spec& spec) {
    const Real given = spec.number("dt", 1e-4, 1), steps = std::round(1 / given);
    if (std::abs(given * steps - 1) > 1e-5)
        throw UsageError("dt is 1 over a whole number of steps, found '", spec.text("dt"),
                         "'; near it: ", 1 / steps);
    return 1 / steps;
}

// The shortest text that reads as the same number.
std::string exactly(Real value) {
    std::array<char, 32> text{};
    return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

}  // namespace

Registered<MakePrediction> previous() {
    return {{"previous",
             {{"dt", "0.02", "the step, 1 / K: its samplers take K steps"}},
             "x at t - dt, on ve",
             "Nakkiran, Bradley, Zhou, Advani (2024), arXiv:2406.08929"},
            [](const Spec& spec) { return Prediction(Prediction::previous, step_of(spec)); }};
}

std::string previous_name(Real dt) { return "previous:dt=" + exactly(dt); }

void check_previous(const Schedule& schedule) {
    if (schedule.name() != "ve")
        throw UsageError("prediction previous exists on schedule ve alone, found '", schedule.name(),
                         "': its steps are alike only where noise is added at a constant rate");
}

ToX0 previous_to_x0(Real dt, Real t) {
    const Real steps = t / dt;
    if (steps < 1 - 1e-9)
        throw UsageError("a model of ", previous_name(dt), " knows no step at t = ", t,
                         ": let the sampler ask from t-min = ", dt, " on");
    return {1 - steps, steps};
}

Target previous_target(Real dt, const Scales& at) { return {1, (1 - dt / at.t) * at.sigma}; }

}  // namespace drift::path
