// Predictor and corrector of every order by a Vandermonde system.
#include "solver/unipc.hpp"

namespace drift::solver {

// Bjorck and Pereyra (1970): the inverse of a Vandermonde matrix as a product of bidiagonal ones.
std::vector<Real> unipc_weights(const Exponential& step, const std::vector<Real>& r, Basis basis) {
    const std::size_t q = r.size();
    if (q == 0) return {};
    if (q == 1) return {(basis == Basis::bh1 ? step.z : step.phi[0]) / 2};
    std::vector<Real> weights;
    Real factorial = 1;
    for (std::size_t j = 1; j <= q; ++j) {
        factorial *= static_cast<Real>(j);
        weights.push_back(factorial * step.phi[j]);
    }
    for (std::size_t k = 0; k + 1 < q; ++k)
        for (std::size_t i = q - 1; i > k; --i) weights[i] -= r[k] * weights[i - 1];
    for (std::size_t k = q - 1; k-- > 0;) {
        for (std::size_t i = k + 1; i < q; ++i) weights[i] /= r[i] - r[i - k - 1];
        for (std::size_t i = k; i + 1 < q; ++i) weights[i] -= weights[i + 1];
    }
    return weights;
}

Rows unipc(const Exponential& step, const Rows& x, const Rows& m, const std::vector<Beside>& beside,
           Basis basis) {
    std::vector<Real> r;
    for (const Beside& at : beside) r.push_back(at.r);
    const std::vector<Real> weights = unipc_weights(step, r, basis);
    Rows x_s = first_order(step, x, m);
    for (std::size_t i = 0; i < beside.size(); ++i) x_s -= step.scale * weights[i] / r[i] * (beside[i].m - m);
    return x_s;
}

namespace {

struct UnipcForm {
    std::size_t order;
    Basis basis;
    Prediction kind;
    bool lower;
};

class UnipcStepper final : public Stepper {
public:
    UnipcStepper(const Journey& journey, const UnipcForm& form)
        : journey_(journey), form_(form), steps_(journey.times.size() - 1), past_(form.order) {}

    void step(Rows& x, std::size_t k) override {
        const Scales t = journey_.schedule.at(journey_.times(k)),
                     s = journey_.schedule.at(journey_.times(k + 1));
        if (k == 0) past_.push(t.lambda, predicted(journey_, form_.kind, x, t));
        const Exponential step(form_.kind, t, s);
        std::vector<Beside> beside;
        for (std::size_t j = 1; j < multistep_order(form_.order, k, steps_, form_.lower); ++j)
            beside.push_back({past_.place(j, step.h), past_.m(j)});
        const Rows predictor = unipc(step, x, past_.m(0), beside, form_.basis);
        if (k + 1 == steps_) {
            x = predictor;
            return;
        }
        Rows m_s = predicted(journey_, form_.kind, predictor, s);
        beside.push_back({1, m_s});
        x = unipc(step, x, past_.m(0), beside, form_.basis);
        past_.push(s.lambda, std::move(m_s));
    }

private:
    const Journey& journey_;
    UnipcForm form_;
    std::size_t steps_;
    History past_;
};

class Unipc final : public Solver {
public:
    explicit Unipc(const UnipcForm& form) : form_(form) {}
    std::unique_ptr<Stepper> begin(const Journey& journey) const override {
        return std::make_unique<UnipcStepper>(journey, form_);
    }
    bool needs_finite_lambda() const override { return true; }
    std::size_t past() const override { return form_.order - 1; }
    std::unique_ptr<const Solver> full_order() const override {
        if (!form_.lower) return nullptr;
        UnipcForm full = form_;
        full.lower = false;
        return std::make_unique<Unipc>(full);
    }

private:
    UnipcForm form_;
};

}  // namespace

Entry unipc_entry() {
    return {
        "unipc",
        {{"order", "3", "of the predictor, 1 to 3"},
         {"basis", "bh2", "bh1 or bh2, for two predictions"},
         {"predict", "x0", "eps or x0"},
         {"final", "lower", "the last steps: lower, down to order 1, or full"}},
        "order 2 to 4, one more than the predictor's, 1 evaluation a step; Zhao, Bai, Rao, Zhou, Lu (2023), "
        "arXiv:2302.04867"};
}

std::unique_ptr<const Solver> make_unipc(const Spec& spec) {
    const Basis basis = spec.word("basis", {"bh1", "bh2"}) == "bh1" ? Basis::bh1 : Basis::bh2;
    return std::make_unique<Unipc>(UnipcForm{spec.count("order", 1, 3), basis, predict_setting(spec),
                                             spec.word("final", {"lower", "full"}) == "lower"});
}

}  // namespace drift::solver
