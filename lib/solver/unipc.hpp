// UniPC: one formula that predicts x at the next time and then corrects it, with no further evaluation.
#pragma once

#include <vector>

#include "solver/exponential.hpp"

namespace drift::solver {

/// B(h) of the paper, e^z - 1 (bh2) or z (bh1). It acts through a single difference
/// alone, whose weight is B / 2.
enum class Basis { bh1, bh2 };

/// A prediction beside that at t: m at lambda_t + r h.
struct Beside {
    Real r;
    const Rows& m;
};

/// The weights (q) of the differences (m_i - m) / r_i at q places: the solution of
///     sum_i r_i^(j-1) weight_i = j! phi_j,   j = 1 .. q,
/// with which polynomials of degree q are integrated exactly; B / 2 for q = 1.
std::vector<Real> unipc_weights(const ExponentialStep& step, const std::vector<Real>& r, Basis basis);

/// x_s = keep x_t - scale (phi_0 m + sum_i weight_i (m_i - m) / r_i). With p - 1 predictions at times before
/// it is the predictor UniP-p of order p; with that at s, r = 1, as well it is the corrector UniC-p of order
/// p + 1. Zhao, Bai, Rao, Zhou, Lu (2023), arXiv:2302.04867.
Rows unipc(const ExponentialStep& step, const Rows& x, const Rows& m, const std::vector<Beside>& beside,
           Basis basis);

}  // namespace drift::solver
