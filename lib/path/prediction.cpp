// The table of predictions and their conversions, one line each.
#include "path/prediction.hpp"

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

const EntryList& predictions() {
    static const EntryList all{
        "prediction",
        {{"x0", {}, "the clean point"},
         {"eps", {}, "the noise"},
         {"v", {}, "alpha eps - sigma x0"},
         {"score", {}, "-eps / sigma"},
         {"velocity", {}, "alpha' x0 + sigma' eps"},
         {"edm", {}, "-v / sqrt(alpha^2 + sigma^2), the F of Karras et al."},
         {"previous", {{"dt", "0.02", "the step, 1 / K: its samplers take K steps"}}, "x at t - dt, on ve"}}};
    return all;
}

Prediction make_prediction(const std::string& text) {
    const Spec spec(text, predictions());
    int kind = 0;
    while (predictions().entries[static_cast<std::size_t>(kind)].name != spec.name()) ++kind;
    if (kind == Prediction::previous) return {Prediction::previous, step_of(spec)};
    return static_cast<Prediction::Kind>(kind);
}

std::string name(const Prediction& prediction) {
    const std::string& kind = predictions().entries.at(static_cast<std::size_t>(prediction.kind)).name;
    return prediction.kind == Prediction::previous ? kind + ":dt=" + exactly(prediction.dt) : kind;
}

void check_path(const Prediction& prediction, const Schedule& schedule) {
    if (prediction.kind == Prediction::previous && schedule.name() != "ve")
        throw UsageError("prediction previous exists on schedule ve alone, found '", schedule.name(),
                         "': only noise that is added at a constant rate makes all steps back to x0 alike");
}

// Each line solves the definition of y for x0 with eps = (x - alpha x0) / sigma; without noise x = alpha x0.
// previous: given x_t all t/dt increments of the noise have one law, so x_(t-dt) - x_t is on average dt/t of
// x0 - x_t (Nakkiran et al. (2024), arXiv:2406.08929, Claim 2).
ToX0 to_x0(const Prediction& prediction, const Scales& at) {
    const auto [t, alpha, sigma, alpha_dot, sigma_dot, lambda, variance_dot] = at;
    if (sigma == 0 && prediction.kind != Prediction::x0) return {1 / alpha, 0};
    const Real power = alpha * alpha + sigma * sigma;
    switch (prediction.kind) {
        case Prediction::x0:
            return {0, 1};
        case Prediction::eps:
            return {1 / alpha, -sigma / alpha};
        case Prediction::v:
            return {alpha / power, -sigma / power};
        case Prediction::score:
            return {1 / alpha, sigma * sigma / alpha};
        case Prediction::velocity: {
            const Real w = alpha * sigma_dot - alpha_dot * sigma;
            return {sigma_dot / w, -sigma / w};
        }
        case Prediction::edm:
            return {alpha / power, sigma / std::sqrt(power)};
        case Prediction::previous: {
            const Real steps = t / prediction.dt;
            if (steps < 1 - 1e-9)
                throw UsageError("a model of ", name(prediction), " knows no step at t = ", t,
                                 ": let the sampler ask from t-min = ", prediction.dt, " on");
            return {1 - steps, steps};
        }
    }
    throw Error("unknown prediction");
}

Target target(const Prediction& prediction, const Scales& at) {
    switch (prediction.kind) {
        case Prediction::x0:
            return {1, 0};
        case Prediction::eps:
            return {0, 1};
        case Prediction::v:
            return {-at.sigma, at.alpha};
        case Prediction::score:
            return {0, -1 / at.sigma};
        case Prediction::velocity:
            return {at.alpha_dot, at.sigma_dot};
        case Prediction::edm: {
            const Real spread = std::hypot(at.alpha, at.sigma);
            return {at.sigma / spread, -at.alpha / spread};
        }
        case Prediction::previous:
            return {1, (1 - prediction.dt / at.t) * at.sigma};
    }
    throw Error("unknown prediction");
}

}  // namespace drift::path
