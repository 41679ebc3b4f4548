// The probability flow: the ODE whose solutions have the law of x_t at every time.
#pragma once

#include "sampler/solver.hpp"

namespace drift::solver {

/// dx/dt = alpha' x0_hat + sigma' eps_hat,  eps_hat = (x - alpha x0_hat) / sigma,
/// which is f x - (g^2 / 2) grad log p_t. Song et al. (2021), arXiv:2011.13456. Stands at alpha = 0, not at
/// sigma = 0.
Rows velocity(const Rows& x, const Rows& x0_hat, const Scales& at);

/// The same of a slice's rows at one time, with one evaluation of the model.
Rows velocity(const Slice& slice, const Rows& x, const Scales& t);

/// The same with a time for each row: t (n).
Rows velocity(const Slice& slice, const Rows& x, const Vector& t);

}  // namespace drift::solver
