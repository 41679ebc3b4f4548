// The ends of runs as levels of noise, r = sigma / alpha against the size of the data: the same for every schedule.
#pragma once

#include "model/denoiser.hpp"

namespace drift::model {

/// r at the end, in spreads of the data, and at the start, in root mean squares.
inline constexpr Real least_noise = 1e-3, most_noise = 100;

/// The time at which r is 1e-3 of the spread of the data, small against what they resolve, or the schedule's
/// first when it never is so small; dt of a model of E[x_(t-dt) | x_t] when that is later.
Real end_time(const ModelFacts& facts);

/// The same on a schedule for data of spread 1, those of a training.
Real end_time(const Schedule& schedule);

/// The time at which r is 100 root mean squares of the data, so that N(0, sigma^2) forgets 1e-4 of them, or the
/// schedule's last when r is never so large.
Real start_time(const ModelFacts& facts);

/// The schedule's last time; start_time() when alpha is 0 there and must not be.
Real last_time(const ModelFacts& facts, bool needs_alpha);

}  // namespace drift::model
