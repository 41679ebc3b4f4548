// The steps of order 1, 2 and 3.
#include "solver/exponential.hpp"

#include <algorithm>
#include <cmath>

namespace drift::solver {
namespace {

std::array<Real, 4> integrals(Real z) {
    std::array<Real, 4> phi{std::expm1(z)};
    Real factorial = 1;
    for (std::size_t j = 1; j < phi.size(); ++j) {
        factorial *= static_cast<Real>(j);
        phi[j] = phi[j - 1] / z - 1 / factorial;
    }
    return phi;
}

}  // namespace

ExponentialStep::ExponentialStep(Prediction kind, const Scales& t, const Scales& s)
    : h(s.lambda - t.lambda),
      z(kind == Prediction::eps ? h : -h),
      keep(kind == Prediction::eps ? s.alpha / t.alpha : s.sigma / t.sigma),
      scale(kind == Prediction::eps ? s.sigma : s.alpha),
      noise(0),
      phi(integrals(z)) {}

ExponentialStep::ExponentialStep(const Scales& t, const Scales& s, Real eta)
    : h(s.lambda - t.lambda),
      z(-(1 + eta) * h),
      keep(s.sigma > 0 ? s.sigma / t.sigma * std::exp(-eta * h) : 0),
      scale(s.alpha),
      noise(s.sigma > 0 ? s.sigma * std::sqrt(-std::expm1(-2 * eta * h)) : 0),
      phi(integrals(z)) {}

Real slope_weight(const ExponentialStep& step, Correction correction) {
    return correction == Correction::dpm ? step.phi[0] / 2 : step.phi[1];
}

Rows first_order(const ExponentialStep& step, const Rows& x, const Rows& m) {
    return step.keep * x - step.scale * step.phi[0] * m;
}

Rows second_order(const ExponentialStep& step, const Rows& x, const Rows& m, const Rows& m_1, Real r,
                  Correction correction) {
    const Real weight = slope_weight(step, correction) / r;
    return step.keep * x - step.scale * (step.phi[0] * m + weight * (m_1 - m));
}

// D_1 = (r_2 E_1 - r_1 E_2) / (r_2 - r_1),  D_2 = 2 (E_2 - E_1) / (r_2 - r_1),  E_i = (m_i - m) / r_i.
Rows third_order(const ExponentialStep& step, const Rows& x, const Rows& m, const Rows& m_1, Real r_1,
                 const Rows& m_2, Real r_2, bool halved) {
    const Real second = (halved ? 1 : 2) * step.phi[2];
    const Real weight_1 = (r_2 * step.phi[1] - second) / (r_1 * (r_2 - r_1)),
               weight_2 = (second - r_1 * step.phi[1]) / (r_2 * (r_2 - r_1));
    return step.keep * x - step.scale * (step.phi[0] * m + weight_1 * (m_1 - m) + weight_2 * (m_2 - m));
}

void History::push(Real lambda, Rows m) {
    if (nodes_.size() == most_) nodes_.pop_back();
    nodes_.push_front({lambda, std::move(m)});
}

std::size_t multistep_order(std::size_t order, std::size_t k, std::size_t steps, bool lower) {
    return std::min({order, k + 1, lower ? steps - k : order});
}

Rows predicted(const Slice& slice, Prediction kind, const Rows& x, const Scales& t) {
    Rows m = slice.x0_hat(x, t);
    if (kind == Prediction::eps) m = (x - t.alpha * m) / t.sigma;
    return m;
}

Prediction predict_setting(const Spec& spec) {
    return spec.word("predict") == "eps" ? Prediction::eps : Prediction::x0;
}

Correction type_setting(const Spec& spec) {
    return spec.word("type") == "dpm" ? Correction::dpm : Correction::taylor;
}

}  // namespace drift::solver
