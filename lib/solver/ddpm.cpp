// Ancestral sampling with the authors' variances and last steps.
#include "solver/ddpm.hpp"

#include <cmath>

namespace drift::solver {
namespace {

// beta / sigma_t^2; finite where lambda is not.
Real renewed(const Scales& t, const Scales& s) { return -std::expm1(-2 * (s.lambda - t.lambda)); }

}  // namespace

Rows ddpm_mean(const Rows& x, const Rows& x0_hat, const Scales& t, const Scales& s) {
    const Real of_x = std::exp(t.lambda - s.lambda) * s.sigma / t.sigma;  // a sigma_s^2 / sigma_t^2
    return renewed(t, s) * s.alpha * x0_hat + of_x * x;
}

Rows ddpm(const Rows& x, const Rows& x0_hat, const Rows& z, const Scales& t, const Scales& s,
          Variance variance) {
    const Real sigma = variance == Variance::small ? s.sigma : t.sigma;
    return ddpm_mean(x, x0_hat, t, s) + sigma * std::sqrt(renewed(t, s)) * z;
}

namespace {

class DdpmStepper final : public Stepper {
public:
    DdpmStepper(const Journey& journey, Variance variance, bool noisy_end)
        : journey_(journey), variance_(variance), noisy_end_(noisy_end) {}

    void step(Rows& x, std::size_t k) override {
        const Scales t = journey_.schedule.at(journey_.times(k)),
                     s = journey_.schedule.at(journey_.times(k + 1));
        const Rows x0_hat = journey_.x0_hat(x, t.t);
        const bool last = k + 2 == journey_.times.size();
        if (last && !noisy_end_)
            x = ddpm_mean(x, x0_hat, t, s);
        else
            x = ddpm(x, x0_hat, journey_.normals(x, k), t, s, variance_);
    }

private:
    const Journey& journey_;
    Variance variance_;
    bool noisy_end_;
};

class Ddpm final : public Solver {
public:
    Ddpm(Variance variance, bool noisy_end) : variance_(variance), noisy_end_(noisy_end) {}
    std::unique_ptr<Stepper> begin(const Journey& journey) const override {
        return std::make_unique<DdpmStepper>(journey, variance_, noisy_end_);
    }
    bool takes_trained_step() const override { return true; }

private:
    Variance variance_;
    bool noisy_end_;
};

}  // namespace

Entry ddpm_entry() {
    return {"ddpm",
            {{"variance", "auto", "of a step: small, large, or auto: large on ve, small elsewhere"},
             {"end", "auto", "the last step: noise, mean, or auto: noise on ve, mean elsewhere"}},
            "weak order 1, 1 evaluation a step; Ho, Jain, Abbeel (2020), arXiv:2006.11239"};
}

std::unique_ptr<const Solver> make_ddpm(const Spec& spec, const Schedule& schedule) {
    const bool tutorial = schedule.name() == "ve";
    const std::string &variance = spec.word("variance", {"auto", "small", "large"}),
                      &end = spec.word("end", {"auto", "noise", "mean"});
    const bool large = variance == "large" || (variance == "auto" && tutorial);
    const bool noisy = end == "noise" || (end == "auto" && tutorial);
    return std::make_unique<Ddpm>(large ? Variance::large : Variance::small, noisy);
}

}  // namespace drift::solver
