// The prediction `previous`: x_(t-dt), a step back on the schedule ve, whose noise is added at a constant rate.
// Nakkiran, Bradley, Zhou, Advani (2024), arXiv:2406.08929, Pseudocode 1.
#pragma once

#include "path/prediction.hpp"

namespace drift::path {

Registered<MakePrediction> previous();

/// Its spec: "previous:dt=0.02".
std::string previous_name(Real dt);

/// UsageError on any schedule but ve.
void check_previous(const Schedule& schedule);

/// Given x_t all t/dt increments of the noise have one law, so x_(t-dt) - x_t is on average dt/t of x0 - x_t
/// (Claim 2):  x0 = x_t + t/dt (y - x_t). UsageError where t < dt: there is no x_(t-dt).
ToX0 previous_to_x0(Real dt, Real t);

/// E[x_(t-dt) | x0, x_t] = x0 + (1 - dt/t) sigma eps.
Target previous_target(Real dt, const Scales& at);

}  // namespace drift::path
