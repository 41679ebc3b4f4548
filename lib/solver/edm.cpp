// Heun's steps in sigma / alpha, and the noise before them.
#include "solver/edm.hpp"

#include <algorithm>
#include <cmath>

#include "solver/ddim.hpp"

namespace drift::solver {

Rows heun_in_sigma(const Journey& journey, const Rows& x, const Scales& t, const Scales& s) {
    const Rows x0_hat = journey.x0_hat(x, t.t);
    const Rows euler = ddim(x, x0_hat, t, s);
    if (s.sigma == 0) return euler;
    const Rows eps_hat = (x - t.alpha * x0_hat) / t.sigma,
               eps_hat_s = (euler - s.alpha * journey.x0_hat(euler, s.t)) / s.sigma;
    const Real keep = s.alpha / t.alpha;
    return keep * x + (s.sigma - keep * t.sigma) / 2 * (eps_hat + eps_hat_s);
}

namespace {

struct Churn {
    Real amount, min, max, noise;
};

class EdmStepper final : public Stepper {
public:
    EdmStepper(const Journey& journey, const Churn& churn) : journey_(journey), churn_(churn) {}

    void step(Rows& x, std::size_t k) override {
        Scales t = journey_.schedule.at(journey_.times(k));
        const Scales s = journey_.schedule.at(journey_.times(k + 1));
        const Real r = t.sigma / t.alpha;
        if (churn_.amount > 0 && churn_.min <= r && r <= churn_.max) t = noised(x, k, t);
        x = heun_in_sigma(journey_, x, t, s);
    }

private:
    // x is taken back to an earlier, noisier time, which is returned.
    Scales noised(Rows& x, std::size_t k, const Scales& t) const {
        const Real steps = static_cast<Real>(journey_.times.size() - 1);
        const Real gamma = std::min(churn_.amount / steps, std::sqrt(2.0) - 1);
        const Real lambda = std::max(t.lambda - std::log1p(gamma), journey_.schedule.at(1).lambda);
        const Scales back = journey_.schedule.at(journey_.schedule.time(lambda));
        const Real r = t.sigma / t.alpha, added = std::max(std::pow(back.sigma / back.alpha, 2) - r * r, 0.0);
        x = back.alpha * (x / t.alpha + std::sqrt(added) * churn_.noise * journey_.normals(x, k));
        return back;
    }

    const Journey& journey_;
    Churn churn_;
};

class Edm final : public Solver {
public:
    explicit Edm(const Churn& churn) : churn_(churn) {}
    std::unique_ptr<Stepper> begin(const Journey& journey) const override {
        return std::make_unique<EdmStepper>(journey, churn_);
    }
    bool divides_by_alpha() const override { return true; }

private:
    Churn churn_;
};

}  // namespace

Entry edm_entry() {
    return {"edm",
            {{"churn", "0", "noise added over all steps; 0: none"},
             {"min", "0.05", "least sigma / alpha at which it is added"},
             {"max", "50", "largest sigma / alpha at which it is added"},
             {"noise", "1.003", "its standard deviation, 1 for an exact model"}},
            "order 2, 2 evaluations a step; Karras, Aittala, Aila, Laine (2022), arXiv:2206.00364"};
}

std::unique_ptr<const Solver> make_edm(const Spec& spec) {
    return std::make_unique<Edm>(Churn{spec.number("churn", 0, 1e6), spec.number("min", 0, 1e12),
                                       spec.number("max", 0, 1e12), spec.number("noise", 0, 10)});
}

}  // namespace drift::solver
