#include "solver/dopri5.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "ode/dopri5.hpp"
#include "ode/probability_flow.hpp"

namespace drift::solver {
namespace {

class Dopri5Stepper final : public Stepper {
public:
    Dopri5Stepper(const Journey& journey, Tolerance tolerance)
        : journey_(journey),
          flow_(journey.denoise, journey.schedule),
          solution_(flow_, tolerance, journey.times(0), journey.times(journey.times.size() - 1),
                    journey.first) {}

    void step(Rows& x, std::size_t k) override { solution_.advance(x, journey_.times(k + 1)); }

private:
    const Journey& journey_;
    ProbabilityFlow flow_;
    ode::Dopri5 solution_;
};

class Dopri5 final : public Solver {
public:
    explicit Dopri5(Tolerance tolerance) : tolerance_(tolerance) {}
    std::unique_ptr<Stepper> begin(const Journey& journey) const override {
        const Real t = std::min(journey.times(0), journey.times(journey.times.size() - 1));
        if (journey.schedule.at(t).sigma == 0)
            throw UsageError("dopri5 divides by sigma, which is 0 at t = ", t, ": set --t-min above it");
        return std::make_unique<Dopri5Stepper>(journey, tolerance_);
    }
    bool stops_early() const override { return true; }

private:
    Tolerance tolerance_;
};

}  // namespace

Entry dopri5_entry() {
    return {"dopri5",
            {{"rtol", "1e-6", "error of a step relative to x"}, {"atol", "1e-6", "absolute error of a step"}},
            "order 5, 6 evaluations a step, steps of its own; Dormand, Prince (1980)"};
}

std::unique_ptr<const Solver> make_dopri5(const Spec& spec) {
    return std::make_unique<Dopri5>(Tolerance{spec.number("rtol", 1e-15, 1), spec.number("atol", 1e-15, 1)});
}

}  // namespace drift::solver
