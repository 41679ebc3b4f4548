// Weights: how much an error at each time counts in the loss, the same whatever is predicted.
#pragma once

#include <functional>
#include <string>

#include "core/registry.hpp"
#include "path/prediction.hpp"

namespace drift::train {

/// The factor w(t) of |x0_hat - x0|^2. Empty for `uniform`, which is 1 on the loss of the network's own
/// output. With SNR = alpha^2 / sigma^2:
///
/// constant          1
/// snr               SNR                  1 on the loss of eps: Ho, Jain, Abbeel (2020), arXiv:2006.11239
/// truncated-snr     max(SNR, 1)          Salimans & Ho (2022), arXiv:2202.00512
/// min-snr           min(SNR, gamma)      Hang et al. (2023), arXiv:2303.09556
/// soft-min-snr      SNR / (1 + SNR)      Crowson et al. (2024), arXiv:2401.11605, data of variance 1
/// p2                SNR / (k + SNR)^gamma                Choi et al. (2022), arXiv:2204.00227
/// edm               1 + SNR              Karras et al. (2022), arXiv:2206.00364, data of variance 1
/// elbo              -SNR' / 2            Kingma, Salimans, Poole, Ho (2021), arXiv:2107.00630
/// inverse-variance  1 / sigma^2
struct Weight {
    /// w, w sigma^2 / alpha^2 and w sigma^2: what a squared error of x0, of eps and (where alpha^2 + sigma^2 = 1)
    /// of v counts. Each by its own formula, so that it stands where sigma or alpha is 0 and it has a limit.
    struct Factors {
        Real of_x0, of_eps, of_v;
    };
    using Formula = std::function<Factors(const Scales& at)>;

    std::string spec = "uniform";  // every setting written out
    Formula factors;

    bool uniform() const { return !factors; }
    Real operator()(const Scales& at) const { return factors(at).of_x0; }
};

using MakeWeight = std::function<Weight::Formula(const Spec&)>;
const Registry<MakeWeight>& weights();
Weight make_weight(const std::string& spec);

/// The same weight as a factor of |y_hat - y|^2 of a prediction: w(t) (dx0/dy)^2, its limit where sigma or alpha is 0;
/// infinite or NaN where it has none.
Real prediction_weight(const Weight& weight, const Prediction& prediction, const Scales& at);

/// And of |F_hat - F|^2 of the preconditioned network, 1 for `uniform`.
Real network_weight(const Weight& weight, const Prediction& prediction, const Scales& at);

}  // namespace drift::train
