#include "train/weight.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "model/preconditioning.hpp"

namespace drift::train {
namespace {

using Factors = Weight::Factors;
using Formula = Weight::Formula;

// A path's alpha^2 and sigma^2.
struct Squares {
    explicit Squares(const Scales& at) : a(at.alpha * at.alpha), s(at.sigma * at.sigma) {}
    Real a, s;
};

Factors constant(const Scales& at) {
    const Squares of(at);
    return {1, of.s / of.a, of.s};
}

Factors snr(const Scales& at) {
    const Squares of(at);
    return {of.a / of.s, 1, of.a};
}

Factors truncated_snr(const Scales& at) {
    const Squares of(at);
    return {std::max(of.a / of.s, 1.0), std::max(1.0, of.s / of.a), std::max(of.a, of.s)};
}

Factors soft_min_snr(const Scales& at) {
    const Squares of(at);
    const Real sum = of.a + of.s;
    return {of.a / sum, of.s / sum, of.a * of.s / sum};
}

Factors edm(const Scales& at) {
    const Squares of(at);
    const Real sum = of.a + of.s;
    return {sum / of.s, sum / of.a, sum};
}

Factors inverse_variance(const Scales& at) {
    const Squares of(at);
    return {1 / of.s, 1 / of.a, 1};
}

// SNR' = SNR (2 alpha' / alpha - (sigma^2)' / sigma^2), written so that it stands at alpha = 0.
Factors elbo(const Scales& at) {
    const Real variance = at.sigma * at.sigma,
               half = (at.alpha * at.variance_dot - 2 * at.alpha_dot * variance) / 2;
    return {at.alpha * half / (variance * variance), half / (at.alpha * variance),
            at.alpha * half / variance};
}

Formula min_snr(const Spec& spec) {
    const Real gamma = spec.number("gamma", 1e-9, 1e9);
    return [gamma](const Scales& at) {
        const Squares of(at);
        return Factors{std::min(of.a / of.s, gamma), std::min(1.0, gamma * of.s / of.a),
                       std::min(of.a, gamma * of.s)};
    };
}

// With 1 / (k + SNR) = sigma^2 / (k sigma^2 + alpha^2).
Formula p2(const Spec& spec) {
    const Real k = spec.number("k", 1e-9, 1e9), gamma = spec.number("gamma", 0, 100);
    return [k, gamma](const Scales& at) {
        const Squares of(at);
        const Real sum = std::pow(k * of.s + of.a, gamma), power = std::pow(of.s, gamma);
        return Factors{of.a * std::pow(of.s, gamma - 1) / sum, power / sum, of.a * power / sum};
    };
}

// dx0/du of a velocity over sigma, -1 / (alpha sigma' - sigma alpha'); both times sigma where sigma' is infinite.
Real of_velocity(const Scales& at) {
    if (std::isfinite(at.sigma_dot)) return 1 / (at.alpha * at.sigma_dot - at.sigma * at.alpha_dot);
    return at.sigma / (at.alpha * at.variance_dot / 2 - at.sigma * at.sigma * at.alpha_dot);
}

// The same times |(alpha', sigma')|, the unit in which a network says it.
Real of_unit_velocity(const Scales& at) {
    if (std::isfinite(at.sigma_dot)) return of_velocity(at) * std::hypot(at.alpha_dot, at.sigma_dot);
    return std::hypot(at.sigma * at.alpha_dot, at.variance_dot / 2) /
           (at.alpha * at.variance_dot / 2 - at.sigma * at.sigma * at.alpha_dot);
}

// For weights without settings.
MakeWeight always(Factors (*weight)(const Scales&)) {
    return [weight](const Spec&) { return weight; };
}

}  // namespace

const Registry<MakeWeight>& weights() {
    static const Setting gamma{"gamma", "5", "largest weight of the squared error of x0"},
        k{"k", "1", "constant added to the SNR"}, power{"gamma", "1", "exponent"};
    static const Registry<MakeWeight> all(
        "weight",
        {{{"uniform", {}, "1 on the network's own output"}, [](const Spec&) { return Formula(); }},
         {{"constant", {}, "1 on x0"}, always(constant)},
         {{"snr", {}, "SNR on x0, which is 1 on eps", "Ho, Jain, Abbeel (2020), arXiv:2006.11239"},
          always(snr)},
         {{"truncated-snr", {}, "max(SNR, 1) on x0", "Salimans & Ho (2022), arXiv:2202.00512"},
          always(truncated_snr)},
         {{"min-snr", {gamma}, "min(SNR, gamma) on x0", "Hang et al. (2023), arXiv:2303.09556"}, min_snr},
         {{"soft-min-snr", {}, "SNR / (1 + SNR) on x0", "Crowson et al. (2024), arXiv:2401.11605"},
          always(soft_min_snr)},
         {{"p2", {k, power}, "1 / (k + SNR)^gamma on eps", "Choi et al. (2022), arXiv:2204.00227"}, p2},
         {{"edm", {}, "1 + SNR on x0", "Karras et al. (2022), arXiv:2206.00364"}, always(edm)},
         {{"elbo",
           {},
           "-SNR' / 2 on x0: the likelihood's bound",
           "Kingma, Salimans, Poole, Ho (2021), arXiv:2107.00630"},
          always(elbo)},
         {{"inverse-variance", {}, "1 / sigma^2 on x0"}, always(inverse_variance)}});
    return all;
}

Weight make_weight(const std::string& text) {
    const Spec spec(text, weights());
    return {spec.canonical(), weights().maker(spec)(spec)};
}

Real prediction_weight(const Weight& weight, const Prediction& prediction, const Scales& at) {
    const Factors factors = weight.factors(at);
    const Real power = at.alpha * at.alpha + at.sigma * at.sigma;
    switch (prediction.kind) {
        case Prediction::x0:
            return factors.of_x0;
        case Prediction::eps:
            return factors.of_eps;
        case Prediction::score:
            return factors.of_eps * at.sigma * at.sigma;
        case Prediction::v:
            return factors.of_v / (power * power);
        case Prediction::edm:
            return factors.of_v / power;
        case Prediction::velocity:
            return factors.of_v * of_velocity(at) * of_velocity(at);
        case Prediction::previous:
            break;
    }
    const Real gain = to_x0(prediction, at).of_y;
    return factors.of_x0 * gain * gain;
}

Real network_weight(const Weight& weight, const Prediction& prediction, const Scales& at) {
    if (weight.uniform()) return 1;
    if (prediction.kind == Prediction::score) return weight.factors(at).of_eps;
    if (prediction.kind == Prediction::velocity)
        return weight.factors(at).of_v * of_unit_velocity(at) * of_unit_velocity(at);
    const Real out = preconditioning(prediction, at).out;
    return prediction_weight(weight, prediction, at) * out * out;
}

}  // namespace drift::train
