// What a model may predict of x_t = alpha x0 + sigma eps, and the way back to x0 from each.
#pragma once

#include <string>

#include "core/array.hpp"
#include "core/spec.hpp"
#include "path/schedule.hpp"

namespace drift {

/// x0        the clean point
/// eps       the noise
/// v         alpha eps - sigma x0                   Salimans & Ho (2022), arXiv:2202.00512
/// score     -eps / sigma
/// velocity  u = alpha' x0 + sigma' eps = dx_t/dt   Lipman et al. (2022), arXiv:2210.02747
enum class Prediction { x0, eps, v, score, velocity };

const Catalogue& predictions();
Prediction make_prediction(const std::string& spec);
std::string name(Prediction kind);

/// A prediction y of x_t = x is affine in x0 at given x:  x0 = a x + b y.
struct ToX0 {
    Real of_x, of_y;
};
ToX0 to_x0(Prediction kind, const Scales& at);

/// The value a perfect model of one known pair predicts: y = c x0 + e eps.
struct Target {
    Real of_x0, of_eps;
};
Target target(Prediction kind, const Scales& at);

}  // namespace drift
