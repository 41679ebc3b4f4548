// What a model may predict of x_t = alpha x0 + sigma eps, and the way back to x0 from each.
#pragma once

#include <functional>
#include <string>

#include "core/array.hpp"
#include "core/registry.hpp"
#include "path/schedule.hpp"

namespace drift::path {

/// x0        the clean point
/// eps       the noise
/// v         alpha eps - sigma x0                   Salimans & Ho (2022), arXiv:2202.00512
/// score     -eps / sigma
/// velocity  u = alpha' x0 + sigma' eps = dx_t/dt   Lipman et al. (2022), arXiv:2210.02747
/// edm       (x0 - skip x_t / alpha) / out with s = sigma / alpha, skip = 1 / (s^2 + 1), out = s / sqrt(s^2 +
///           1): F of Karras et al. (2022), arXiv:2206.00364, eq. 7, for data of variance 1. It is
///           -v / sqrt(alpha^2 + sigma^2).
/// previous  x_(t-dt), path/previous.hpp
struct Prediction {
    enum Kind { x0, eps, v, score, velocity, edm, previous };

    Kind kind;
    Real dt;  // of previous, 1 / K for a whole K; 0 for the others

    Prediction(Kind kind_, Real dt_ = 0) : kind(kind_), dt(dt_) {}  // so that a kind is a prediction
    bool operator==(const Prediction&) const = default;
};

using MakePrediction = std::function<Prediction(const Spec&)>;
const Registry<MakePrediction>& predictions();
Prediction make_prediction(const std::string& spec);

/// The spec it was made from: "v", "previous:dt=0.02".
std::string name(const Prediction& prediction);

/// UsageError when a path has no such prediction: `previous` lives on ve alone, noise cannot be predicted by a chain
/// that begins without signal.
void check_path(const Prediction& prediction, const Schedule& schedule);

/// A prediction y of x_t = x is affine in x0 at given x:  x0 = a x + b y. UsageError for `previous` where 0 <
/// t < dt: there is no x_(t-dt).
struct ToX0 {
    Real of_x, of_y;
};
ToX0 to_x0(const Prediction& prediction, const Scales& at);

/// True of eps and score, which say nothing of x0 where alpha = 0.
bool divides_by_alpha(const Prediction& prediction);

/// The value a perfect model of one known pair predicts: y = c x0 + e eps.
struct Target {
    Real of_x0, of_eps;
};
Target target(const Prediction& prediction, const Scales& at);

}  // namespace drift::path
