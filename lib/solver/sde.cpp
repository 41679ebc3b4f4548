// Euler-Maruyama steps of the reverse SDE.
#include "solver/sde.hpp"

#include <cmath>

#include "ode/probability_flow.hpp"

namespace drift::solver {

Rows euler_maruyama(const Rows& x, const Rows& x0_hat, const Rows& z, const Scales& t, Real s, Real eta) {
    const Real h = t.t - s, g2 = t.g2();
    const Real towards_data = h * eta * eta * g2 / (2 * t.sigma * t.sigma);
    return x - h * velocity(x, x0_hat, t) - towards_data * (x - t.alpha * x0_hat) +
           eta * std::sqrt(g2 * h) * z;
}

namespace {

class SdeStepper final : public Stepper {
public:
    SdeStepper(const Journey& journey, Real eta) : journey_(journey), eta_(eta) {}

    void step(Rows& x, std::size_t k) override {
        const Scales t = journey_.schedule.at(journey_.times(k));
        const Rows z = eta_ > 0 ? journey_.normals(x, k) : zeros(row_count(x), dimension(x));
        x = euler_maruyama(x, journey_.x0_hat(x, t.t), z, t, journey_.times(k + 1), eta_);
    }

private:
    const Journey& journey_;
    Real eta_;
};

class Sde final : public Solver {
public:
    explicit Sde(Real eta) : eta_(eta) {}
    std::unique_ptr<Stepper> begin(const Journey& journey) const override {
        return std::make_unique<SdeStepper>(journey, eta_);
    }
    bool divides_by_alpha() const override { return true; }

private:
    Real eta_;
};

}  // namespace

Entry sde_entry() {
    return {"sde",
            {{"eta", "1", "noise, 0 for the probability flow, 1 for the reverse SDE, or more"}},
            "weak order 1, 1 evaluation a step; Song et al. (2021), arXiv:2011.13456"};
}

std::unique_ptr<const Solver> make_sde(const Spec& spec) {
    return std::make_unique<Sde>(spec.number("eta", 0, 10));
}

}  // namespace drift::solver
