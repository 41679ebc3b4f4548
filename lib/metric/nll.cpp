#include "metric/nll.hpp"

#include <cmath>
#include <numbers>

#include "core/error.hpp"
#include "distribution/by_class.hpp"
#include "distribution/mixture.hpp"
#include "distribution/mixture_law.hpp"
#include "model/ends.hpp"
#include "ode/dopri5.hpp"
#include "ode/with_divergence.hpp"

namespace drift::metric {
namespace {

constexpr std::size_t most_exact = 64, usual_probes = 8;

// log p of sigma x1, x1 of the model's base.
Vector log_base(const Model& model, const Rows& x, Real sigma) {
    const auto& base = model.facts().base;
    if (!base) return log_normal(x, sigma);
    std::optional<Vector> log_p = base->log_density(x / sigma);
    if (!log_p)
        throw UsageError("rows have no likelihood under the model: the density of its base is not known");
    return *log_p - static_cast<Real>(dimension(x)) * std::log(sigma);
}

Vector log_start(const Model& model, const Rows& x, Real t, const Labels& labels, bool exact) {
    if (!exact) return log_base(model, x, model.schedule().at(t).sigma);
    if (!model.law())
        throw UsageError(
            "an exact start takes the law of x at the first time, which only an exact model knows");
    return model.law()->log_density(x, Vector({row_count(x)}, t), labels);
}

void check_times(const Model& model, Real t_min, Real t_max) {
    if (!(t_min < t_max))
        throw UsageError("times must satisfy t-min < t-max, found t-min ", t_min, " and t-max ", t_max);
    if (!(0 <= t_min && t_max <= 1))
        throw UsageError("times lie between 0 and 1, found t-min ", t_min, " and t-max ", t_max);
    if (model.schedule().at(t_min).sigma == 0)
        throw UsageError("the flow divides by sigma, which is 0 at t-min ", t_min, ": set it to ",
                         end_time(model.facts()), " or more");
    if (model.facts().divides_by_alpha && model.schedule().at(t_max).alpha == 0)
        throw UsageError("the model divides by alpha, which is 0 at t-max ", t_max, ": set it to ",
                         start_time(model.facts()), " or less");
    if (t_min < model.one_step() * (1 - 1e-9))
        throw UsageError("the model says x at t - ", model.one_step(),
                         " and has no answer before t = ", model.one_step(), ", found t-min ", t_min,
                         ": set it to ", model.one_step());
}

Labels label_range(const Labels& labels, std::size_t first, std::size_t count) {
    if (labels.empty()) return {};
    const auto begin = labels.begin() + static_cast<std::ptrdiff_t>(first);
    return {begin, begin + static_cast<std::ptrdiff_t>(count)};
}

// Of a slice's rows: log p (n) in data units, the variance of its estimate over the probes (n), NaN of one
// probe, and the evaluations of the model, the same for each row.
struct SliceLikelihood {
    Vector log_likelihood, probe_variance;
    std::uint64_t evaluations;
};

SliceLikelihood measure(const Model& model, const Rows& x, std::uint64_t first, const Labels& labels,
                        const LikelihoodSettings& settings, const Divergence& divergence, Real t_min,
                        Real t_max) {
    const auto flow = model.velocity(row_count(x), labels);
    WithDivergence field(*flow, divergence, first);
    Dopri5 solution(field, {settings.tolerance, settings.tolerance}, t_min, t_max, first);
    Rows state = field.start(x);
    solution.advance(state, t_max);

    const Standardization& units = model.standardization();
    const Real log_volume = static_cast<Real>(model.dimension()) * std::log(static_cast<Real>(units.spread));
    SliceLikelihood slice{log_start(model, field.points(state), t_max, labels, settings.exact_start),
                          Vector({row_count(x)}, 0.0), flow->evaluations()};
    const Rows changes = field.integrals(state);
    for (std::size_t i = 0; i < row_count(x); ++i) {
        Mean change;
        for (std::size_t p = 0; p < dimension(changes); ++p) change.add(changes(i, p));
        slice.log_likelihood(i) += change.value() - log_volume;
        slice.probe_variance(i) = std::pow(change.error(), 2);
    }
    return slice;
}

}  // namespace

Nll negative_log_likelihood(const Model& model, Rows rows, const Labels& labels,
                            const LikelihoodSettings& settings, ThreadPool& pool) {
    const std::size_t n = row_count(rows), d = model.dimension();
    const std::size_t probes = settings.probes.value_or(d <= most_exact ? 0 : usual_probes);
    const Real t_min = settings.t_min.value_or(end_time(model.facts())),
               t_max = settings.t_max.value_or(last_time(model.facts(), model.facts().divides_by_alpha));
    if (n == 0) throw Error("no rows to measure");
    if (!labels.empty() && labels.size() != n) throw Error("expected ", n, " labels, found ", labels.size());
    check_labels(model.facts().seen, model.classes(), labels);
    check_times(model, t_min, t_max);
    if (!settings.exact_start) log_base(model, zeros(1, d), 1);
    model.standardization().to_model(rows);
    Tally done(settings.on_done);
    const auto slices =
        in_pieces<SliceLikelihood>(pool, n, slice_rows, [&](std::size_t first, std::size_t count) {
            SliceLikelihood slice =
                measure(model, row_range(rows, first, count), first, label_range(labels, first, count),
                        settings, {probes, settings.seed}, t_min, t_max);
            done.add(count);
            return slice;
        });

    Nll nll{Vector({n}, 0.0), {}, probes, 0, 0};
    Real variance = 0;
    std::size_t row = 0;
    for (const SliceLikelihood& slice : slices) {
        for (std::size_t i = 0; i < slice.log_likelihood.size(); ++i, ++row) {
            nll.log_likelihood(row) = slice.log_likelihood(i);
            nll.average.add(-nll.log_likelihood(row));
            variance += slice.probe_variance(i);
            nll.evaluations += static_cast<Real>(slice.evaluations);
        }
    }
    nll.evaluations /= static_cast<Real>(n);
    nll.probe_error = std::sqrt(variance) / static_cast<Real>(n);
    return nll;
}

Real Nll::bits(std::size_t d) const { return average.value() / (static_cast<Real>(d) * std::numbers::ln2); }

Mean entropy(const ExactModel& model, const Rows& rows, const Labels& labels) {
    if (dimension(rows) != model.dimension())
        throw Error("expected an exact model of ", dimension(rows), " numbers a row, found ",
                    model.dimension());
    Mean average;
    const Mixture* const mixture = model.data().mixture();
    if (!mixture) return average;
    Vector log_density({row_count(rows)}, 0.0);
    for (const ClassRows& of : by_class(labels, row_count(rows), model.classes())) {
        const MixtureLaw law(of.label < 0 ? *mixture : only_class(*mixture, of.label));
        Rows some = zeros(of.rows.size(), dimension(rows));
        for (std::size_t i = 0; i < of.rows.size(); ++i)
            for (std::size_t j = 0; j < dimension(rows); ++j) some(i, j) = rows(of.rows[i], j);
        const Vector found = law.log_density(some).value();
        for (std::size_t i = 0; i < of.rows.size(); ++i) log_density(of.rows[i]) = found(i);
    }
    for (const Real of_row : log_density) average.add(-of_row);
    return average;
}

Vector log_normal(const Rows& x, Real sigma) {
    Vector log_density({row_count(x)}, 0.0);
    const Real constant = std::log(sigma) + 0.5 * std::log(2 * std::numbers::pi);
    for (std::size_t i = 0; i < row_count(x); ++i)
        for (std::size_t j = 0; j < dimension(x); ++j)
            log_density(i) -= constant + 0.5 * std::pow(x(i, j) / sigma, 2);
    return log_density;
}

}  // namespace drift::metric
