// Preconditioning: in, skip and out keep the input and the output of a network at about the variance of the data at every time.
#pragma once

#include "path/prediction.hpp"

namespace drift::model {

/// The network F sees in * x_t and the time t, and the prediction is skip * x_t + out * F. In units of the
/// data's spread, with r = sqrt(alpha^2 + sigma^2),
///     in = 1 / r   and skip = 0, but for `previous`
///     x0, eps, edm   out = 1
///     v              out = r
///     score          out = 1 / sigma                       F = sigma score
///     velocity       out = sqrt(alpha'^2 + sigma'^2)
///     previous       out = sigma_q sqrt(dt), skip = 1      F = the step back in units of its noise
/// r is 1 on a variance-preserving path; elsewhere `in` and the out of v are as in Karras et al. (2022),
/// arXiv:2206.00364, section 5. At t = 0, where out may be infinite, x says x0 and 1 stands for it.
struct Preconditioning {
    Real in, skip, out;
};
Preconditioning preconditioning(const Prediction& prediction, const Scales& at);

/// The way back from what the network says to x0 = a x_t + b F.
ToX0 network_to_x0(const Prediction& prediction, const Scales& at);

/// What a perfect network of one known pair says: F = c x0 + e eps.
Target network_target(const Prediction& prediction, const Scales& at);

}  // namespace drift::model
