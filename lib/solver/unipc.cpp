#include "solver/unipc.hpp"

#include "solver/solvers.hpp"

namespace drift::solver {

// Bjorck and Pereyra (1970): the inverse of a Vandermonde matrix as a product of bidiagonal ones.
std::vector<Real> unipc_weights(const ExponentialStep& step, const std::vector<Real>& r, Basis basis) {
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

Rows unipc(const ExponentialStep& step, const Rows& x, const Rows& m, const std::vector<Beside>& beside,
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

// A step predicts, evaluates the model at the point predicted, and corrects; the next step uses that evaluation.
// The last step is not corrected.
Solver make_unipc(const UnipcForm& form) {
    Solver solver;
    solver.domain = {Begin::finite_lambda, form.kind == Prediction::x0 ? End::any : End::finite_lambda, true};
    solver.steps = 40;
    solver.history = form.order - 1;
    solver.lower_end = form.lower;
    solver.begin = [form](const Slice& slice) -> Step {
        return [&slice, form, history = History(form.order)](Rows& x, const Interval& interval) mutable {
            const auto& [t, s, k, steps, repetition] = interval;
            if (k == 0) history.push(t.lambda, predicted(slice, form.kind, x, t));
            const ExponentialStep step(form.kind, t, s);
            std::vector<Beside> beside;
            const std::size_t order =
                s.sigma > 0 ? multistep_order(form.order, k, steps, form.lower) : 1;  // then x0 itself
            for (std::size_t j = 1; j < order; ++j)
                beside.push_back({history.place(j, step.h), history.m(j)});
            const Rows predictor = unipc(step, x, history.m(0), beside, form.basis);
            if (interval.last()) {
                x = predictor;
                return;
            }
            Rows m_s = predicted(slice, form.kind, predictor, s);
            beside.push_back({1, m_s});
            x = unipc(step, x, history.m(0), beside, form.basis);
            history.push(s.lambda, std::move(m_s));
        };
    };
    return solver;
}

}  // namespace

Registered<MakeSolver> unipc() {
    return {{"unipc",
             {{"order", "3", "of the predictor, 1 to 3", "", "solver_order"},
              {"basis", "bh2", "bh1 or bh2, for two predictions", "bh1 bh2", "solver_type"},
              {"predict", "x0", "eps or x0", predict_words, "prediction_type"},
              {"final", "lower", "the last steps: lower, down to order 1, or full", final_words,
               "lower_order_final"}},
             "order 2 to 4, one more than the predictor's, 1 evaluation per step",
             "Zhao, Bai, Rao, Zhou, Lu "
             "(2023), arXiv:2302.04867"},
            [](const Spec& spec, const Schedule&) {
                return make_unipc({.order = spec.count("order", 1, 3),
                                   .basis = spec.word("basis") == "bh1" ? Basis::bh1 : Basis::bh2,
                                   .kind = predict_setting(spec),
                                   .lower = spec.word("final") == "lower"});
            }};
}

}  // namespace drift::solver
