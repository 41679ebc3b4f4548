// The conversions, one line each.
#include "path/prediction.hpp"

#include <cmath>

#include "core/error.hpp"
#include "path/previous.hpp"

namespace drift::path {
namespace {

Registered<MakePrediction> entry(const std::string& name, Prediction::Kind kind, const std::string& help,
                                 const std::string& source = {}) {
    return {{name, {}, help, source}, [kind](const Spec&) { return Prediction(kind); }};
}

}  // namespace

// In the order of Prediction::Kind.
const Registry<MakePrediction>& predictions() {
    static const Registry<MakePrediction> all(
        "prediction",
        {entry("x0", Prediction::x0, "the clean point"), entry("eps", Prediction::eps, "the noise"),
         entry("v", Prediction::v, "alpha eps - sigma x0", "Salimans, Ho (2022), arXiv:2202.00512"),
         entry("score", Prediction::score, "-eps / sigma"),
         entry("velocity", Prediction::velocity, "alpha' x0 + sigma' eps",
               "Lipman et al. (2022), arXiv:2210.02747"),
         entry("edm", Prediction::edm, "-v / sqrt(alpha^2 + sigma^2), the network F of EDM",
               "Karras, Aittala, Aila, Laine (2022), arXiv:2206.00364"),
         previous()},
        {{"epsilon", "eps"},
         {"noise", "eps"},
         {"v_prediction", "v"},
         {"v_pred", "v"},
         {"sample", "x0"},
         {"x_start", "x0"},
         {"denoised", "x0"},
         {"flow_prediction", "velocity"},
         {"flow", "velocity"},
         {"u", "velocity"},
         {"karras", "edm"}});
    return all;
}

Prediction make_prediction(const std::string& spec) { return predictions().make(spec); }

std::string name(const Prediction& prediction) {
    if (prediction.kind == Prediction::previous) return previous_name(prediction.dt);
    return predictions().entries.at(static_cast<std::size_t>(prediction.kind)).name;
}

void check_path(const Prediction& prediction, const Schedule& schedule) {
    if (prediction.kind == Prediction::previous) check_previous(schedule);
    const bool of_noise = prediction.kind == Prediction::eps || prediction.kind == Prediction::score;
    if (of_noise && schedule.chain_steps() && schedule.at(1).alpha == 0)
        throw UsageError("prediction ", name(prediction),
                         " says nothing of x0 where alpha = 0, and the first step of '", schedule.spec(),
                         "' is there: predict v or x0");
}

// Each line solves the definition of y for x0 with eps = (x - alpha x0) / sigma; without noise x = alpha x0.
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
        case Prediction::previous:
            return previous_to_x0(prediction.dt, t);
    }
    throw Error("unknown prediction");
}

bool divides_by_alpha(const Prediction& prediction) {
    return prediction.kind == Prediction::eps || prediction.kind == Prediction::score;
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
            return previous_target(prediction.dt, at);
    }
    throw Error("unknown prediction");
}

}  // namespace drift::path
