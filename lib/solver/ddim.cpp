// DDIM and its family between the probability flow (eta = 0) and ancestral sampling (eta = 1).
#include "solver/ddim.hpp"

#include <cmath>

namespace drift::solver {

Rows ddim(const Rows& x, const Rows& x0_hat, const Rows& z, const Scales& t, const Scales& s, Real eta) {
    const Real h = s.lambda - t.lambda;
    const Real part = -std::expm1(-2 * h) * eta * eta;  // v / sigma_s^2
    const Real kept = s.sigma * std::sqrt(1 - part) / t.sigma;
    return (s.alpha - kept * t.alpha) * x0_hat + kept * x + s.sigma * std::sqrt(part) * z;
}

Rows ddim(const Rows& x, const Rows& x0_hat, const Scales& t, const Scales& s) {
    const Real kept = s.sigma / t.sigma;
    return (s.alpha - kept * t.alpha) * x0_hat + kept * x;
}

namespace {

class DdimStepper final : public Stepper {
public:
    DdimStepper(const Journey& journey, Real eta) : journey_(journey), eta_(eta) {}

    void step(Rows& x, std::size_t k) override {
        const Scales t = journey_.schedule.at(journey_.times(k)),
                     s = journey_.schedule.at(journey_.times(k + 1));
        const Rows x0_hat = journey_.x0_hat(x, t.t);
        if (eta_ == 0)
            x = ddim(x, x0_hat, t, s);
        else
            x = ddim(x, x0_hat, journey_.normals(x, k), t, s, eta_);
    }

private:
    const Journey& journey_;
    Real eta_;
};

class Ddim final : public Solver {
public:
    explicit Ddim(Real eta) : eta_(eta) {}
    std::unique_ptr<Stepper> begin(const Journey& journey) const override {
        return std::make_unique<DdimStepper>(journey, eta_);
    }
    bool takes_trained_step() const override { return true; }

private:
    Real eta_;
};

}  // namespace

Entry ddim_entry() {
    return {"ddim",
            {{"eta", "0", "noise, from 0 (the probability flow) to 1 (ancestral DDPM)"}},
            "order 1, 1 evaluation a step; Song, Meng, Ermon (2021), arXiv:2010.02502"};
}

std::unique_ptr<const Solver> make_ddim(const Spec& spec) {
    return std::make_unique<Ddim>(spec.number("eta", 0, 1));
}

}  // namespace drift::solver
