// From the flow's change of volume to nats in data units.
#include "metric/nll.hpp"

#include <cmath>
#include <numbers>

#include "core/error.hpp"
#include "exact/mixture_model.hpp"
#include "solver/solvers.hpp"

namespace drift::metric {
namespace {

constexpr std::size_t most_exact = 64, usual_probes = 8;

Vector log_start(const Model& model, const Rows& x, Real t, const Labels& labels, bool exact) {
    if (!exact) return log_normal(x, model.schedule().at(t).sigma);
    const auto* known = dynamic_cast<const ExactModel*>(&model);
    if (!known)
        throw UsageError(
            "--start exact takes the law of x at the first time, which only an --exact model knows");
    return known->log_density(x, Vector({row_count(x)}, t), labels);
}

void check_labels(const Model& model, const Labels& labels) {
    for (const int label : labels)
        if (label < 0 || label >= static_cast<int>(model.classes()))
            throw Error("no class ", label, ": the model ",
                        model.classes() ? concat("knows 0 to ", model.classes() - 1) : "has no classes");
}

}  // namespace

Nll negative_log_likelihood(const Model& model, Rows rows, const Labels& labels, const NllChoice& choice,
                            ThreadPool& pool) {
    const std::size_t n = row_count(rows), d = model.dimension();
    const std::size_t probes = choice.probes.value_or(d <= most_exact ? 0 : usual_probes);
    const Real t_max = choice.t_max.value_or(model.schedule().last_time(false));
    if (n == 0) throw Error("no rows to measure");
    check_labels(model, labels);
    if (!(choice.t_min < t_max))
        throw UsageError("times must satisfy t-min < t-max, found t-min ", choice.t_min, " and t-max ",
                         t_max);
    model.standardization().to_model(rows);
    const auto solver =
        make_solver(concat("dopri5:rtol=", choice.tolerance, ",atol=", choice.tolerance), model.schedule());
    const Transport moved =
        solver::transport(model, solver, {choice.t_min, t_max}, rows, {probes, choice.seed}, labels, pool);

    Nll nll{log_start(model, moved.end, t_max, labels, choice.exact_start),
            {},
            probes,
            0,
            static_cast<Real>(moved.evaluations) / static_cast<Real>(n)};
    const Real log_volume =
        static_cast<Real>(d) * std::log(static_cast<Real>(model.standardization().spread));
    Real variance = 0;
    for (std::size_t i = 0; i < n; ++i) {
        Mean change;
        for (std::size_t p = 0; p < dimension(moved.divergence); ++p) change.add(moved.divergence(i, p));
        nll.log_likelihood(i) += change.value() - log_volume;
        nll.average.add(-nll.log_likelihood(i));
        variance += std::pow(change.error(), 2);
    }
    nll.probe_error = std::sqrt(variance) / static_cast<Real>(n);
    return nll;
}

Real Nll::bits(std::size_t d) const { return average.value() / (static_cast<Real>(d) * std::numbers::ln2); }

Mean entropy(const ExactModel& model, const Rows& rows) {
    if (dimension(rows) != model.dimension())
        throw Error("expected an exact model of ", dimension(rows), " numbers a row, found ",
                    model.dimension());
    Mean average;
    if (!dynamic_cast<const MixtureModel*>(&model)) return average;
    for (const Real log_density : model.log_density(rows, Vector({row_count(rows)}, 0.0), {}))
        average.add(-log_density);
    return average;
}

}  // namespace drift::metric
