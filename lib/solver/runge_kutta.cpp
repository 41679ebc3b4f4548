#include "solver/runge_kutta.hpp"

#include <vector>

#include "core/error.hpp"
#include "ode/probability_flow.hpp"
#include "ode/runge_kutta.hpp"

namespace drift::solver {
namespace {

constexpr const char* on_flow = " a step, on the probability flow in t; ";

struct Method {
    std::string name;
    const Tableau& tableau;
};

const std::vector<Method>& methods() {
    static const std::vector<Method> all{
        {"euler", euler()}, {"heun", heun()}, {"midpoint", midpoint()}, {"rk4", rk4()}};
    return all;
}

class RungeKuttaStepper final : public Stepper {
public:
    RungeKuttaStepper(const Journey& journey, const Tableau& method)
        : journey_(journey), method_(method), flow_(journey.denoise, journey.schedule) {}

    void step(Rows& x, std::size_t k) override {
        const Real t = journey_.times(k), s = journey_.times(k + 1);
        const bool ends_at_data = method_.reaches_end() && journey_.schedule.at(s).sigma == 0;
        x = runge_kutta_step(ends_at_data ? euler() : method_, flow_, x, t, s);
    }

private:
    const Journey& journey_;
    const Tableau& method_;
    ProbabilityFlow flow_;
};

class RungeKutta final : public Solver {
public:
    explicit RungeKutta(const Tableau& method) : method_(method) {}
    std::unique_ptr<Stepper> begin(const Journey& journey) const override {
        return std::make_unique<RungeKuttaStepper>(journey, method_);
    }
    bool stops_early() const override { return method_.b.size() > 2; }

private:
    const Tableau& method_;
};

}  // namespace

Entry euler_entry() { return {"euler", {}, concat("order 1, 1 evaluation", on_flow, "Euler (1768)")}; }
Entry heun_entry() { return {"heun", {}, concat("order 2, 2 evaluations", on_flow, "Heun (1900)")}; }
Entry midpoint_entry() { return {"midpoint", {}, concat("order 2, 2 evaluations", on_flow, "Runge (1895)")}; }
Entry rk4_entry() { return {"rk4", {}, concat("order 4, 4 evaluations", on_flow, "Kutta (1901)")}; }

std::unique_ptr<const Solver> make_runge_kutta(const Spec& spec) {
    for (const Method& method : methods())
        if (method.name == spec.name()) return std::make_unique<RungeKutta>(method.tableau);
    throw Error("unknown method '", spec.name(), "'");
}

}  // namespace drift::solver
