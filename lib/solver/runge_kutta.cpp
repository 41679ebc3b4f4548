// Explicit Runge-Kutta methods as tables of their coefficients.
#include "solver/runge_kutta.hpp"

#include <vector>

#include "core/error.hpp"
#include "solver/probability_flow.hpp"

namespace drift::solver {
namespace {

constexpr const char* on_flow = " a step, on the probability flow in t; ";

struct Method {
    std::string name;
    std::vector<Real> c;               // places of the stages, from 0 at t to 1 at s
    std::vector<std::vector<Real>> a;  // weights of the stages before
    std::vector<Real> b;
};

const std::vector<Method>& methods() {
    static const std::vector<Method> all{
        {"euler", {0}, {{}}, {1}},
        {"heun", {0, 1}, {{}, {1}}, {0.5, 0.5}},
        {"midpoint", {0, 0.5}, {{}, {0.5}}, {0, 1}},
        {"rk4", {0, 0.5, 0.5, 1}, {{}, {0.5}, {0, 0.5}, {0, 0, 1}}, {1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6}}};
    return all;
}

const Method& euler() { return methods().front(); }

class RungeKuttaStepper final : public Stepper {
public:
    RungeKuttaStepper(const Journey& journey, const Method& method) : journey_(journey), method_(method) {}

    void step(Rows& x, std::size_t k) override {
        const Real t = journey_.times(k), s = journey_.times(k + 1);
        const bool last_stage_stands = method_.c.back() < 1 || journey_.schedule.at(s).sigma > 0;
        advance(last_stage_stands ? method_ : euler(), x, t, s);
    }

private:
    void advance(const Method& method, Rows& x, Real t, Real s) const {
        std::vector<Rows> stages;
        for (std::size_t i = 0; i < method.c.size(); ++i) {
            const Real at = method.c[i] == 1 ? s : t + method.c[i] * (s - t);
            stages.push_back(velocity(journey_, moved(x, s - t, method.a[i], stages), at));
        }
        x = moved(x, s - t, method.b, stages);
    }

    static Rows moved(const Rows& x, Real h, const std::vector<Real>& weights, const std::vector<Rows>& u) {
        Rows y = x;
        for (std::size_t i = 0; i < weights.size(); ++i)
            if (weights[i] != 0) y += h * weights[i] * u[i];
        return y;
    }

    const Journey& journey_;
    const Method& method_;
};

class RungeKutta final : public Solver {
public:
    explicit RungeKutta(const Method& method) : method_(method) {}
    std::unique_ptr<Stepper> begin(const Journey& journey) const override {
        return std::make_unique<RungeKuttaStepper>(journey, method_);
    }
    bool stops_early() const override { return method_.b.size() > 2; }

private:
    const Method& method_;
};

}  // namespace

Entry euler_entry() { return {"euler", {}, concat("order 1, 1 evaluation", on_flow, "Euler (1768)")}; }
Entry heun_entry() { return {"heun", {}, concat("order 2, 2 evaluations", on_flow, "Heun (1900)")}; }
Entry midpoint_entry() { return {"midpoint", {}, concat("order 2, 2 evaluations", on_flow, "Runge (1895)")}; }
Entry rk4_entry() { return {"rk4", {}, concat("order 4, 4 evaluations", on_flow, "Kutta (1901)")}; }

std::unique_ptr<const Solver> make_runge_kutta(const Spec& spec) {
    for (const Method& method : methods())
        if (method.name == spec.name()) return std::make_unique<RungeKutta>(method);
    throw Error("unknown method '", spec.name(), "'");
}

}  // namespace drift::solver
