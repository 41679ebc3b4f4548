#include "train/weight.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "model/preconditioning.hpp"

namespace drift::train {
namespace {

using Formula = std::function<Real(const Scales&)>;

Real snr(const Scales& at) { return at.alpha * at.alpha / (at.sigma * at.sigma); }

// SNR' = SNR (2 alpha' / alpha - (sigma^2)' / sigma^2), written so that it stands at alpha = 0.
Real elbo(const Scales& at) {
    const Real variance = at.sigma * at.sigma;
    return at.alpha * (at.alpha * at.variance_dot - 2 * at.alpha_dot * variance) / (2 * variance * variance);
}

Formula min_snr(const Spec& spec) {
    const Real gamma = spec.number("gamma", 1e-9, 1e9);
    return [gamma](const Scales& at) { return std::min(snr(at), gamma); };
}

Formula p2(const Spec& spec) {
    const Real k = spec.number("k", 1e-9, 1e9), gamma = spec.number("gamma", 0, 100);
    return [k, gamma](const Scales& at) { return snr(at) / std::pow(k + snr(at), gamma); };
}

// For weights without settings.
MakeWeight always(Real (*weight)(const Scales&)) {
    return [weight](const Spec&) { return weight; };
}

}  // namespace

const Registry<MakeWeight>& weights() {
    static const Setting gamma{"gamma", "5", "largest weight of the squared error of x0"},
        k{"k", "1", "constant added to the SNR"}, power{"gamma", "1", "exponent"};
    static const Registry<MakeWeight> all(
        "weight",
        {{{"uniform", {}, "1 on the network's own output"}, [](const Spec&) { return Formula(); }},
         {{"constant", {}, "1 on x0"}, always([](const Scales&) { return 1.0; })},
         {{"snr", {}, "SNR on x0, which is 1 on eps", "Ho, Jain, Abbeel (2020), arXiv:2006.11239"},
          always(snr)},
         {{"truncated-snr", {}, "max(SNR, 1) on x0", "Salimans & Ho (2022), arXiv:2202.00512"},
          always([](const Scales& at) { return std::max(snr(at), 1.0); })},
         {{"min-snr", {gamma}, "min(SNR, gamma) on x0", "Hang et al. (2023), arXiv:2303.09556"}, min_snr},
         {{"soft-min-snr", {}, "SNR / (1 + SNR) on x0", "Crowson et al. (2024), arXiv:2401.11605"},
          always([](const Scales& at) { return snr(at) / (1 + snr(at)); })},
         {{"p2", {k, power}, "1 / (k + SNR)^gamma on eps", "Choi et al. (2022), arXiv:2204.00227"}, p2},
         {{"edm", {}, "1 + SNR on x0", "Karras et al. (2022), arXiv:2206.00364"},
          always([](const Scales& at) { return 1 + snr(at); })},
         {{"elbo",
           {},
           "-SNR' / 2 on x0: the likelihood's bound",
           "Kingma, Salimans, Poole, Ho (2021), arXiv:2107.00630"},
          always(elbo)},
         {{"inverse-variance", {}, "1 / sigma^2 on x0"},
          always([](const Scales& at) { return 1 / (at.sigma * at.sigma); })}},
        {{"none", "uniform"},
         {"simple", "snr"},
         {"epsilon", "snr"},
         {"min_snr_gamma", "min-snr"},
         {"karras", "edm"},
         {"likelihood", "elbo"},
         {"vlb", "elbo"}});
    return all;
}

Weight make_weight(const std::string& text) {
    const Spec spec(text, weights());
    return {spec.canonical(), weights().maker(spec)(spec)};
}

Real prediction_weight(const Weight& weight, const Prediction& prediction, const Scales& at) {
    const Real gain = to_x0(prediction, at).of_y;
    return weight(at) * gain * gain;
}

Real network_weight(const Weight& weight, const Prediction& prediction, const Scales& at) {
    if (weight.uniform()) return 1;
    const Real gain = network_to_x0(prediction, at).of_y;
    return weight(at) * gain * gain;
}

}  // namespace drift::train
