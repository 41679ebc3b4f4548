// Noise that records who asks, and noise that is an impulse.
#include "metric/exact_variance.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"

namespace drift::metric {
namespace {

// No noise; keeps the steps it was asked for.
class Recorder final : public Noise {
public:
    explicit Recorder(std::vector<std::size_t>& steps) : steps_(steps) {}

    Rows operator()(std::uint64_t, std::size_t n, std::size_t d, Purpose purpose,
                    std::size_t step) const override {
        if (purpose == Purpose::step) steps_.push_back(step);
        return zeros(n, d);
    }

private:
    std::vector<std::size_t>& steps_;
};

// Row 0 has no noise, row 1 a unit impulse at the start, row 2 + i one in draw i, in every coordinate.
class Impulses final : public Noise {
public:
    explicit Impulses(const std::vector<std::size_t>& draws) : draws_(draws) {}

    Rows operator()(std::uint64_t first, std::size_t n, std::size_t d, Purpose purpose,
                    std::size_t step) const override {
        const auto draw = std::find(draws_.begin(), draws_.end(), step) - draws_.begin();
        const std::uint64_t row = purpose == Purpose::start ? 1 : 2 + static_cast<std::uint64_t>(draw);
        Rows z = zeros(n, d);
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < d; ++j) z(i, j) = first + i == row;
        return z;
    }

private:
    const std::vector<std::size_t>& draws_;
};

}  // namespace

std::vector<std::size_t> draws_of(const Model& model, const Solver& solver, const Vector& times) {
    std::vector<std::size_t> steps;
    const Recorder recorder(steps);
    ThreadPool alone(1);
    sample({model, solver, times, recorder}, 0, 1, {}, alone);
    return steps;
}

MixtureModel independent_gaussian(const ExactModel& model) {
    const Mixture* known = model.data().mixture();
    if (!known || known->weights.size() != 1)
        throw UsageError(
            "the solver draws noise, whose effect is exact for one Gaussian alone: give --exact a mixture of "
            "one component, or choose a solver without noise, as ddim or dpm++2m");
    Mixture gaussian = *known;
    if (!gaussian.directions.empty()) {
        const Rows& u = gaussian.directions[0];
        const Rows mean = gaussian.means;
        for (std::size_t j = 0; j < dimension(mean); ++j) {
            gaussian.means(0, j) = 0;
            for (std::size_t i = 0; i < dimension(mean); ++i) gaussian.means(0, j) += u(i, j) * mean(0, i);
        }
        gaussian.directions.clear();
    }
    return {std::move(gaussian), make_schedule(model.schedule().spec())};
}

Variances exact_variance(const MixtureModel& gaussian, const Solver& solver, const Vector& times,
                         const std::vector<std::size_t>& draws, ThreadPool& pool) {
    const Scales first = gaussian.schedule().at(times(0)),
                 last = gaussian.schedule().at(times(times.size() - 1));
    const Impulses impulses(draws);
    const std::size_t d = gaussian.dimension(), n = 2 + draws.size();
    const Samples answers = sample({gaussian, solver, times, impulses}, 0, n, {}, pool);
    Variances variance{Vector({d}, 0.0), Vector({d}, 0.0),
                       static_cast<Real>(answers.evaluations) / static_cast<Real>(n)};
    for (std::size_t j = 0; j < d; ++j) {
        const Real c = gaussian.part(-1).variances(0, j);
        const auto answer = [&](std::size_t row) { return answers.rows(row, j) - answers.rows(0, j); };
        variance.exact(j) = last.alpha * last.alpha * c + last.sigma * last.sigma;
        variance.reached(j) = std::pow(answer(1), 2) * (std::pow(first.alpha / first.sigma, 2) * c + 1);
        for (std::size_t row = 2; row < n; ++row) variance.reached(j) += std::pow(answer(row), 2);
    }
    return variance;
}

}  // namespace drift::metric
