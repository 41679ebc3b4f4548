// Half of the way to the mean of the reverse chain.
#include "solver/ddim_half.hpp"

#include "solver/ddpm.hpp"

namespace drift::solver {

Rows ddim_half(const Rows& x, const Rows& x0_hat, const Scales& t, const Scales& s) {
    return 0.5 * (s.alpha / t.alpha * x + ddpm_mean(x, x0_hat, t, s));
}

namespace {

class DdimHalfStepper final : public Stepper {
public:
    explicit DdimHalfStepper(const Journey& journey) : journey_(journey) {}

    void step(Rows& x, std::size_t k) override {
        const Scales t = journey_.schedule.at(journey_.times(k)),
                     s = journey_.schedule.at(journey_.times(k + 1));
        x = ddim_half(x, journey_.x0_hat(x, t.t), t, s);
    }

private:
    const Journey& journey_;
};

class DdimHalf final : public Solver {
public:
    std::unique_ptr<Stepper> begin(const Journey& journey) const override {
        return std::make_unique<DdimHalfStepper>(journey);
    }
    bool divides_by_alpha() const override { return true; }
    bool takes_trained_step() const override { return true; }
};

}  // namespace

Entry ddim_half_entry() {
    return {"ddim-half",
            {},
            "order 1, 1 evaluation a step; Nakkiran, Bradley, Zhou, Advani (2024), arXiv:2406.08929"};
}

std::unique_ptr<const Solver> make_ddim_half(const Spec&) { return std::make_unique<DdimHalf>(); }

}  // namespace drift::solver
