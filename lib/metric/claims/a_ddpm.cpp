// Nakkiran et al. (2024), section 2: the step back, E[x_(t-dt) | x_t], and the losses that learn it.
#include "exact/mixture_model.hpp"
#include "metric/claims/sections.hpp"
#include "path/prediction.hpp"

namespace drift::metric {
namespace {

// What the exact model of 1/2 N(-2, 0.5^2) + 1/2 N(2, 1), Figure 1, says at x on x_t = x0 + 3 sqrt(t) eps.
struct Posterior {
    Real t, dt, x;
    Scales at;
    Real x0, eps;

    Posterior(Real t_, Real dt_, Real x_) : t(t_), dt(dt_), x(x_) {
        const MixtureModel model(Mixture{{0.5, 0.5}, {{-2.0}, {2.0}}, {{0.25}, {1.0}}, {}, {}},
                                 make_schedule("ve:sigma_q=3"));
        at = model.schedule().at(t);
        x0 = (*model.denoiser(1, {}))(Rows{{x}}, Vector({1}, t))(0, 0);
        eps = (x - at.alpha * x0) / at.sigma;
    }

    Real by_x0() const {
        const Target target = path::target({Prediction::previous, dt}, at);
        return target.of_x0 * x0 + target.of_eps * eps;
    }
    Real by_eps() const { return x - dt * at.sigma / t * eps; }
};

// The loss E|f - target|^2 on N(0, 1) with sigma_q = 2, t = 0.5, dt = 0.01 when x0_hat = k x.
struct GaussianLoss {
    Real t = 0.5, dt = 0.01;
    Scales at = make_schedule("ve:sigma_q=2")->at(t);
    ToX0 back = to_x0({Prediction::previous, dt}, at), of_eps = to_x0(Prediction::eps, at);

    Real x0(Real k) const { return (1 - k) * (1 - k) + k * k * at.sigma * at.sigma; }
    Real previous(Real k) const {
        const Real signal = 1 + 4 * (t - dt), step = 4 * dt;  // variances
        const Real c = (k - back.of_x) / back.of_y;           // f = c x
        return (c - 1) * (c - 1) * signal + c * c * step;
    }
};

constexpr Real least = 1.0 / 3;  // the k of the least loss

}  // namespace

std::vector<Claim> a_ddpm() {
    std::vector<Claim> all = numbered(
        "N5", "the mean one step back is x less dt/t of the way to the mean of x0",
        "E[x_(t-dt) | x_t] = x_t + (dt/t) E[x0 - x_t | x_t]", "arXiv:2406.08929, Claim 2 and appendix B.8",
        {{"t = 0.5, dt = 0.1, x = 1.3", 1.3 - 0.0803061561, 5.1e-11,
          [] { return Posterior(0.5, 0.1, 1.3).by_x0(); }},
         {"t = 0.3, dt = 0.3, x = -0.4", -0.6182324255, 5.1e-11,
          [] { return Posterior(0.3, 0.3, -0.4).by_x0(); }},
         {"t = 1, dt = 0.25, x = 4", 3.3949896656, 5.1e-11, [] { return Posterior(1, 0.25, 4).by_x0(); }}});
    const auto add = [&all](const std::vector<Claim>& more) {
        all.insert(all.end(), more.begin(), more.end());
    };
    add(numbered(
        "E4", "in terms of the noise the step is dt sigma/t of it (printed with another sign and scale)",
        "E[x_(t-dt) | x_t] = x_t - (dt sigma/t) E[eps | x_t]", "arXiv:2406.08929, appendix B.10, corrected",
        {{"t = 0.5, dt = 0.1, x = 1.3", 1.3 - 0.0803061561, 5.1e-11,
          [] { return Posterior(0.5, 0.1, 1.3).by_eps(); }},
         {"t = 0.3, dt = 0.3, x = -0.4", -0.6182324255, 5.1e-11,
          [] { return Posterior(0.3, 0.3, -0.4).by_eps(); }},
         {"t = 1, dt = 0.25, x = 4", 3.3949896656, 5.1e-11, [] { return Posterior(1, 0.25, 4).by_eps(); }}}));
    add(numbered(
        "N27", "x_(t-dt) carries noise of its own, so that only the excess of its loss follows that of x0",
        "L - min L = (dt/t)^2 (L_x0 - min L_x0) = (dt sigma/t)^2 (L_eps - min L_eps)",
        "arXiv:2406.08929, section 3.4 and appendix B.10, corrected (E5)",
        {{"loss of x0 at k = 0.2", 0.72, 1e-12, [] { return GaussianLoss{}.x0(0.2); }},
         {"loss of x_(t-dt) at k = 0.2", 0.039488, 5e-7, [] { return GaussianLoss{}.previous(0.2); }},
         {"its least loss", 0.0394667, 5e-8, [] { return GaussianLoss{}.previous(least); }},
         {"ratio of the excesses", 4e-4, 4e-13,
          [] {
              const GaussianLoss of;
              return (of.previous(0.2) - of.previous(least)) / (of.x0(0.2) - of.x0(least));
          }},
         {"weight of errors of x0", 4e-4, 4e-16,
          [] {
              const GaussianLoss of;
              return 1 / (of.back.of_y * of.back.of_y);
          }},
         {"weight of errors of eps", 8e-4, 8e-16, [] {
              const GaussianLoss of;
              const Real ratio = of.of_eps.of_y / of.back.of_y;
              return ratio * ratio;
          }}}));
    return all;
}

}  // namespace drift::metric
