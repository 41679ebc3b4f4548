// The table of predictions and their conversions, one line each.
#include "path/prediction.hpp"

#include "core/error.hpp"

namespace drift {

const Catalogue& predictions() {
    static const Catalogue all{"prediction",
                               {{"x0", {}, "the clean point"},
                                {"eps", {}, "the noise"},
                                {"v", {}, "alpha eps - sigma x0"},
                                {"score", {}, "-eps / sigma"},
                                {"velocity", {}, "alpha' x0 + sigma' eps"}}};
    return all;
}

Prediction make_prediction(const std::string& text) {
    const std::string name = Spec(text, predictions()).name();
    for (const Prediction kind : {Prediction::x0, Prediction::eps, Prediction::v, Prediction::score})
        if (drift::name(kind) == name) return kind;
    return Prediction::velocity;
}

std::string name(Prediction kind) { return predictions().things.at(static_cast<std::size_t>(kind)).name; }

// Each line solves the definition of y for x0 with eps = (x - alpha x0) / sigma; without noise x = alpha x0.
ToX0 to_x0(Prediction kind, const Scales& at) {
    const auto [t, alpha, sigma, alpha_dot, sigma_dot, lambda, variance_dot] = at;
    if (sigma == 0 && kind != Prediction::x0) return {1 / alpha, 0};
    switch (kind) {
        case Prediction::x0:
            return {0, 1};
        case Prediction::eps:
            return {1 / alpha, -sigma / alpha};
        case Prediction::v: {
            const Real power = alpha * alpha + sigma * sigma;
            return {alpha / power, -sigma / power};
        }
        case Prediction::score:
            return {1 / alpha, sigma * sigma / alpha};
        case Prediction::velocity: {
            const Real w = alpha * sigma_dot - alpha_dot * sigma;
            return {sigma_dot / w, -sigma / w};
        }
    }
    throw Error("unknown prediction");
}

Target target(Prediction kind, const Scales& at) {
    switch (kind) {
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
    }
    throw Error("unknown prediction");
}

}  // namespace drift
