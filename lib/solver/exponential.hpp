// Exponential integrators: the linear part of the reverse process is solved exactly, a prediction is taken as
// a polynomial in lambda. What the solvers after DPM-Solver share.
#pragma once

#include <array>
#include <deque>

#include "core/spec.hpp"
#include "path/prediction.hpp"
#include "path/schedule.hpp"
#include "sampler/solver.hpp"

namespace drift::solver {

/// A step from time t to the less noisy s for the prediction m of eps or of x0. With h = lambda_s - lambda_t
/// and D_j = h^j m^(j), m's derivatives in lambda at t,
///     x_s = keep x_t - scale (phi_0 m + phi_1 D_1 + phi_2 D_2 + ...) + noise n,
///     phi_0 = e^z - 1,   phi_j = phi_{j-1} / z - 1 / j!.
/// eps  keep = alpha_s / alpha_t, scale = sigma_s, z = h     Lu et al. (2022), arXiv:2206.00927
/// x0   keep = sigma_s / sigma_t, scale = alpha_s, z = -h    Lu et al. (2022), arXiv:2211.01095
/// x0 with noise, for the reverse SDE dx = [f x - (1 + eta)/2 g^2 score] dt + sqrt(eta) g dw:
///      keep = sigma_s / sigma_t e^(-eta h), scale = alpha_s, z = -(1 + eta) h,
///      noise = sigma_s sqrt(1 - e^(-2 eta h)), n standard normal.
struct ExponentialStep {
    ExponentialStep(Prediction kind, const Scales& t, const Scales& s);
    ExponentialStep(const Scales& t, const Scales& s, Real eta);

    Real h, z, keep, scale, noise;
    std::array<Real, 4> phi;
};

/// How a solver of order 2 takes D_1 = (m_1 - m) / r, m_1 predicted at lambda_t + r h: with phi_0 / 2, which
/// agrees with phi_1 up to the order (dpm), or with phi_1 (taylor).
enum class Correction { dpm, taylor };

/// The weight of D_1 in a step of order 2.
Real slope_weight(const ExponentialStep& step, Correction correction);

/// x_s from the prediction m at t alone: DDIM, order 1.
Rows first_order(const ExponentialStep& step, const Rows& x, const Rows& m);

/// x_s from m and the prediction m_1 at lambda_t + r h, r < 0 for a time already passed: order 2.
Rows second_order(const ExponentialStep& step, const Rows& x, const Rows& m, const Rows& m_1, Real r,
                  Correction correction);

/// x_s from the parabola through m, m_1 at lambda_t + r_1 h and m_2 at lambda_t + r_2 h: order 3. The second
/// difference is half of D_2; `halved` takes it for D_2, as the published multistep code does: order 2.
Rows third_order(const ExponentialStep& step, const Rows& x, const Rows& m, const Rows& m_1, Real r_1,
                 const Rows& m_2, Real r_2, bool halved = false);

/// A prediction at a time that was passed.
struct Node {
    Real lambda;
    Rows m;
};

/// The nodes behind, the newest first, `most` at most.
class History {
public:
    explicit History(std::size_t most) : most_(most) {}

    void push(Real lambda, Rows m);
    std::size_t size() const { return nodes_.size(); }
    const Rows& m(std::size_t j) const { return nodes_[j].m; }

    /// r of node j: (lambda_j - lambda_0) / h, negative for j > 0.
    Real place(std::size_t j, Real h) const { return (nodes_[j].lambda - nodes_[0].lambda) / h; }

private:
    std::size_t most_;
    std::deque<Node> nodes_;
};

/// The order of multistep step k of `steps`: as many nodes as there are, and, with `lower`, as many as there
/// are steps left, so that the last step is of order 1.
std::size_t multistep_order(std::size_t order, std::size_t k, std::size_t steps, bool lower);

/// What the model says at t of the rows x, as eps or x0.
Rows predicted(const Slice& slice, Prediction kind, const Rows& x, const Scales& t);

/// The words of the settings that these solvers share, with what diffusers calls them.
inline constexpr const char *predict_words = "eps=epsilon,dpmsolver x0=sample,dpmsolver++",
                            *type_words = "dpm=midpoint taylor=heun",
                            *final_words = "lower=true,yes full=false,no";

/// The kinds of prediction that these solvers take: the setting `predict`.
Prediction predict_setting(const Spec& spec);

/// The setting `type`.
Correction type_setting(const Spec& spec);

}  // namespace drift::solver
