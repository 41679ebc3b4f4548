// The in, skip and out of each prediction.
#include "model/preconditioning.hpp"

#include <cmath>

namespace drift::model {
namespace {

Real out_of(const Prediction& prediction, const Scales& at) {
    switch (prediction.kind) {
        case Prediction::x0:
        case Prediction::eps:
        case Prediction::edm:
            return 1;
        case Prediction::v:
            return std::hypot(at.alpha, at.sigma);
        case Prediction::score:
            return 1 / at.sigma;
        case Prediction::velocity:
            return std::hypot(at.alpha_dot, at.sigma_dot);
        case Prediction::previous:
            return std::sqrt(at.variance_dot * prediction.dt);
    }
    return 1;
}

}  // namespace

Preconditioning preconditioning(const Prediction& prediction, const Scales& at) {
    const Real out = out_of(prediction, at);
    return {1 / std::hypot(at.alpha, at.sigma), prediction.kind == Prediction::previous ? 1.0 : 0.0,
            std::isfinite(out) ? out : 1};
}

ToX0 network_to_x0(const Prediction& prediction, const Scales& at) {
    const Preconditioning to = preconditioning(prediction, at);
    const ToX0 x0 = to_x0(prediction, at);
    return {x0.of_x + x0.of_y * to.skip, x0.of_y * to.out};
}

Target network_target(const Prediction& prediction, const Scales& at) {
    const Preconditioning to = preconditioning(prediction, at);
    const Target y = target(prediction, at);
    return {(y.of_x0 - to.skip * at.alpha) / to.out, (y.of_eps - to.skip * at.sigma) / to.out};
}

}  // namespace drift::model
