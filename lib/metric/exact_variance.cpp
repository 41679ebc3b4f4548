#include "metric/exact_variance.hpp"

#include <cmath>

#include "core/error.hpp"

namespace drift::metric {
namespace {

// No noise; keeps the draws it was asked for.
class Recorder final : public Noise {
public:
    explicit Recorder(std::vector<Draw>& draws) : draws_(draws) {}

    Rows operator()(std::uint64_t, std::size_t n, std::size_t d, Draw draw) const override {
        if (draw.purpose == Purpose::step) draws_.push_back(draw);
        return zeros(n, d);
    }

private:
    std::vector<Draw>& draws_;
};

}  // namespace

std::vector<Draw> draws_of(const Model& model, const Solver& solver, const TimeGrid& grid) {
    std::vector<Draw> draws;
    ThreadPool alone(1);
    const Sampler sampler{
        .model = model, .solver = solver, .grid = grid, .noise = std::make_shared<Recorder>(draws)};
    sampler(0, 1, {}, alone);
    return draws;
}

MixtureModel independent_gaussian(const ExactModel& model) {
    const Mixture* known = model.data().mixture();
    if (!known || known->weights.size() != 1)
        throw UsageError(
            "the solver draws noise, whose effect is exact for one Gaussian alone: give the exact model of a "
            "mixture of one component, or choose a solver without noise, as ddim or dpm++2m");
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

Variances exact_variance(const MixtureModel& gaussian, const Solver& solver, const TimeGrid& grid,
                         const std::vector<Draw>& draws, ThreadPool& pool) {
    const Scales &first = grid.first(), &last = grid.last();
    const std::size_t d = gaussian.dimension(), n = 2 + draws.size();
    const Sampler sampler{
        .model = gaussian, .solver = solver, .grid = grid, .noise = std::make_shared<Impulses>(draws)};
    const Samples answers = sampler(0, n, {}, pool);
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
