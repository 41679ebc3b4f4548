// Model and oracle on the same noisy rows.
#include "metric/risk.hpp"

#include <cmath>

#include "core/error.hpp"
#include "model/ends.hpp"
#include "model/recipe.hpp"

namespace drift::metric {
namespace {

std::vector<NoiseLevel> levels_of(const ModelFacts& facts, const RiskSettings& settings) {
    const Schedule& schedule = *facts.schedule;
    const Real t_max = settings.t_max.value_or(last_time(facts, true)),
               t_min = settings.t_min.value_or(end_time(facts));
    const Real from = schedule.at(t_max).lambda, to = schedule.at(t_min).lambda;
    if (!(t_min < t_max))
        throw UsageError("times must satisfy t-min < t-max, found t-min ", t_min, " and t-max ", t_max);
    if (!std::isfinite(from) || !std::isfinite(to))
        throw UsageError("levels of noise need a finite ln(alpha / sigma) at both ends: set ",
                         std::isfinite(from) ? concat("t-min to ", end_time(facts), " or more")
                                             : concat("t-max to ", start_time(facts), " or less"));
    std::vector<NoiseLevel> levels;
    for (std::size_t l = 0; l < settings.levels; ++l) {
        const Real part = static_cast<Real>(l) / static_cast<Real>(settings.levels - 1);
        const Real lambda = from + part * (to - from);
        levels.push_back({std::exp(-lambda), schedule.time(lambda), {}, {}});
    }
    return levels;
}

// |x - y|^2 of row i.
Real square(const Rows& x, const Rows& y, std::size_t i) {
    Real sum = 0;
    for (std::size_t j = 0; j < dimension(x); ++j) sum += std::pow(x(i, j) - y(i, j), 2);
    return sum;
}

struct Draws {
    Random data, noise;
    explicit Draws(std::uint64_t seed) : data(seed, "risk data"), noise(seed, "risk noise") {}
};

// The risk of rows first .. first + n.
Risk of_slice(const Model& model, const ExactModel& oracle, const Draws& draws,
              std::vector<NoiseLevel> levels, std::uint64_t first, std::size_t n) {
    const std::size_t d = model.dimension();
    const Real count = static_cast<Real>(levels.size()), width = static_cast<Real>(d),
               apart = std::log(levels.front().ratio / levels.back().ratio) / (count - 1);
    const Rows x0 = oracle.draw(draws.data, first, n, {});
    const auto denoise = model.denoiser(n, {}), best = oracle.denoiser(n, {});
    Vector least({n}, 0.0), excess({n}, 0.0), kl({n}, 0.0);
    for (std::size_t l = 0; l < levels.size(); ++l) {
        NoiseLevel& level = levels[l];
        const Scales at = model.schedule().at(level.t);
        const Rows eps = draws.noise.normal_rows(first, n, d, static_cast<std::uint32_t>(l)),
                   x = at.alpha * x0 + at.sigma * eps;
        const Vector t({n}, level.t);
        const Rows x0_hat = (*denoise)(x, t), oracle_hat = (*best)(x, t);
        const Real end = l == 0 || l + 1 == levels.size() ? 0.5 : 1;
        for (std::size_t i = 0; i < n; ++i) {
            const Real off = square(x0_hat, oracle_hat, i), lost = square(oracle_hat, x0, i);
            level.excess.add(off / width);
            level.least.add(lost / width);
            excess(i) += off / (width * count);
            least(i) += lost / (width * count);
            kl(i) += end * apart * off / (level.ratio * level.ratio);
        }
    }
    Risk risk{std::move(levels), {}, {}, {}, {}};
    for (std::size_t i = 0; i < n; ++i) {
        risk.least.add(least(i));
        risk.excess.add(excess(i));
        risk.loss.add(least(i) + excess(i));
        risk.kl.add(kl(i));
    }
    return risk;
}

}  // namespace

Risk excess_risk(const Model& model, const ExactModel& oracle, const RiskSettings& settings,
                 ThreadPool& pool) {
    if (oracle.dimension() != model.dimension())
        throw Error("expected an exact model of ", model.dimension(), " numbers per row, found ",
                    oracle.dimension());
    expect_diffusion(model.facts().departure, "a risk against an exact model");
    Risk risk{levels_of(model.facts(), settings), {}, {}, {}, {}};
    const Draws draws(settings.seed);
    const std::vector<Risk> slices =
        in_pieces<Risk>(pool, settings.rows, slice_rows, [&](std::size_t first, std::size_t n) {
            return of_slice(model, oracle, draws, risk.levels, first, n);
        });
    for (const Risk& slice : slices) {
        for (std::size_t l = 0; l < risk.levels.size(); ++l) {
            risk.levels[l].least.add(slice.levels[l].least);
            risk.levels[l].excess.add(slice.levels[l].excess);
        }
        risk.loss.add(slice.loss), risk.least.add(slice.least);
        risk.excess.add(slice.excess), risk.kl.add(slice.kl);
    }
    return risk;
}

}  // namespace drift::metric
