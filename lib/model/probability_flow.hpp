// The probability flow: the ODE whose solutions have the law of x_t at every time.
#pragma once

#include "model/denoiser.hpp"

namespace drift::model {

/// u = alpha' x0_hat + sigma' eps_hat,  eps_hat = (x - alpha x0_hat) / sigma,
/// which is f x - (g^2 / 2) grad log p_t. Song et al. (2021), arXiv:2011.13456. Defined where alpha = 0, not
/// where sigma = 0. eps_hat is E[x1 | x_t] of any base on the affine path. x and x0_hat (n, d), all rows at one time.
Rows velocity(const Rows& x, const Rows& x0_hat, const Scales& at);

/// The same as a field, with one evaluation of the denoiser each.
class ProbabilityFlow final : public Field {
public:
    /// Both outlive it.
    ProbabilityFlow(Denoiser& denoise, const Schedule& schedule) : denoise_(denoise), schedule_(schedule) {}

    Rows operator()(const Rows& x, const Vector& t) override;
    Rows vjp(const Rows& x, const Vector& t, const std::vector<Rows>& w,
             std::vector<Rows>& products) override;
    std::uint64_t evaluations() const override { return denoise_.evaluations(); }

private:
    Denoiser& denoise_;
    const Schedule& schedule_;
};

}  // namespace drift::model
