// Predictor and corrector: an ancestral step, then Langevin moves at the time reached.
#pragma once

#include "core/array.hpp"
#include "path/schedule.hpp"

namespace drift::solver {

/// One Langevin move at a time:  x + e score + sqrt(2 e) z,
/// e = 2 (ratio sigma)^2,  score = (alpha x0_hat - x) / sigma^2.
/// It takes a Gaussian of variance v towards the variance v / (1 - e / (2 v)). Song et al. (2021),
/// arXiv:2011.13456, Algorithm 5 with the constant ratio of its annealed form: rows are independent.
Rows langevin(const Rows& x, const Rows& x0_hat, const Rows& z, const Scales& at, Real ratio);

}  // namespace drift::solver
