// Langevin moves between ancestral steps.
#include "solver/langevin.hpp"

#include <cmath>

#include "solver/ddpm.hpp"

namespace drift::solver {

Rows langevin(const Rows& x, const Rows& x0_hat, const Rows& z, const Scales& at, Real ratio) {
    const Real part = 2 * ratio * ratio;  // e / sigma^2
    return x + part * (at.alpha * x0_hat - x) + at.sigma * std::sqrt(2 * part) * z;
}

namespace {

class LangevinStepper final : public Stepper {
public:
    LangevinStepper(const Journey& journey, std::size_t moves, Real ratio)
        : journey_(journey), moves_(moves), ratio_(ratio) {}

    void step(Rows& x, std::size_t k) override {
        const Scales t = journey_.schedule.at(journey_.times(k)),
                     s = journey_.schedule.at(journey_.times(k + 1));
        x = ddpm(x, journey_.x0_hat(x, t.t), journey_.normals(x, k), t, s, Variance::small);
        if (s.sigma == 0) return;
        for (std::size_t move = 0; move < moves_; ++move)
            x = langevin(x, journey_.x0_hat(x, s.t), journey_.normals(x, k, 1 + move), s, ratio_);
    }

private:
    const Journey& journey_;
    std::size_t moves_;
    Real ratio_;
};

class Langevin final : public Solver {
public:
    Langevin(std::size_t moves, Real ratio) : moves_(moves), ratio_(ratio) {}
    std::unique_ptr<Stepper> begin(const Journey& journey) const override {
        return std::make_unique<LangevinStepper>(journey, moves_, ratio_);
    }
    bool stops_early() const override { return true; }

private:
    std::size_t moves_;
    Real ratio_;
};

}  // namespace

Entry langevin_entry() {
    return {"langevin",
            {{"steps", "1", "Langevin moves after each step"},
             {"ratio", "0.16", "of a move's signal to its noise; below 0.7"}},
            "weak order 1 but for the moves' bias, 1 + steps evaluations a step; Song et al. (2021), "
            "arXiv:2011.13456"};
}

std::unique_ptr<const Solver> make_langevin(const Spec& spec) {
    return std::make_unique<Langevin>(spec.count("steps", 0, 1000), spec.number("ratio", 0, 0.7));
}

}  // namespace drift::solver
