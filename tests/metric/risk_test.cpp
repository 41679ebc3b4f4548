#include "metric/risk.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "core/error.hpp"
#include "distance.hpp"
#include "exact/empirical_model.hpp"
#include "model/neural.hpp"
#include "sampler/runs.hpp"

using namespace drift::all;

namespace {

Risk risk(const Model& model, const ExactModel& oracle, std::uint64_t rows = 20'000, Real t_min = 1e-6,
          std::uint64_t levels = 64) {
    ThreadPool pool(2);
    RiskSettings choice;
    choice.rows = rows, choice.levels = levels, choice.t_min = t_min;
    return excess_risk(model, oracle, choice, pool);
}

Mixture other_humps() { return isotropic({0.3, 0.7}, rows({{-1.5}, {2.5}}), {0.7, 0.6}); }

}  // namespace

// Kadkhodaie et al. (2023), arXiv:2310.02557: for a denoiser that is exact for another density the bound is
// the divergence itself, whatever the schedule; closed form and quadrature of the densities.
TEST_CASE(
    "the excess risk of an exact model of another density integrates to their Kullback-Leibler divergence") {
    const struct {
        Mixture data, other;
        Real divergence;
    } cases[] = {{gaussian(0, 1), gaussian(0, 0.5), 0.80685},
                 {gaussian(0, 1), gaussian(0, 2), 0.31815},
                 {two_humps(), other_humps(), 0.46032}};
    for (const std::string schedule : {"vp-linear", "ve:sigma_q=10", "linear"})
        for (const auto& [data, other, divergence] : cases) {
            const Risk found =
                risk(MixtureModel(other, schedule_of(schedule)), MixtureModel(data, schedule_of(schedule)));
            CAPTURE(schedule);
            CAPTURE(found.kl.value());
            CHECK(found.kl.error() < 0.02 * divergence);
            CHECK(std::abs(found.kl.value() - divergence) < 5 * found.kl.error());
        }
}

// N(0, 1) against N(0, c): the oracle is alpha x / (alpha^2 + sigma^2), the other
// alpha c x / (alpha^2 c + sigma^2).
TEST_CASE("least loss and excess of a Gaussian are the closed forms at every level") {
    const MixtureModel data(gaussian(0, 1), schedule_of("vp-linear")),
        other(gaussian(0, 0.5), schedule_of("vp-linear"));
    for (const NoiseLevel& level : risk(other, data, 20'000, 1e-3, 8).levels) {
        const Scales at = data.schedule().at(level.t);
        const Real a = at.alpha * at.alpha, s = at.sigma * at.sigma;
        CHECK(std::abs(level.ratio - at.sigma / at.alpha) < 1e-9 * level.ratio);
        const Real least = s / (a + s), wrong = at.alpha / (a + s) - at.alpha * 0.25 / (a * 0.25 + s);
        CHECK(std::abs(level.least.value() - least) < 5 * level.least.error());
        CHECK(std::abs(level.excess.value() - wrong * wrong * (a + s)) < 5 * level.excess.error());
        CHECK(level.least.error() < 0.02 * least);
    }
}

TEST_CASE("the bound is the trapezoidal rule on the levels, which are fine enough for five digits") {
    const MixtureModel data(gaussian(0, 1), schedule_of("vp-linear")),
        other(gaussian(0, 0.5), schedule_of("vp-linear"));
    const Risk found = risk(other, data, 300);
    Real seen = 0, exact = 0;
    for (std::size_t l = 0; l < found.levels.size(); ++l) {
        const NoiseLevel& level = found.levels[l];
        const Real square = level.ratio * level.ratio, wrong = 1 / (1 + square) - 0.25 / (0.25 + square);
        const Real end = l == 0 || l + 1 == found.levels.size() ? 0.5 : 1;
        const Real width = end * std::log(found.levels[0].ratio / found.levels[1].ratio) / square;
        seen += width * level.excess.value();
        exact += width * wrong * wrong * (1 + square);
    }
    CHECK(std::abs(found.kl.value() / seen - 1) < 1e-6);
    CHECK(std::abs(exact - 0.80685) < 1e-5);
}

TEST_CASE("a model that is the oracle has no excess, and its risk is the least") {
    const MixtureModel model(two_humps(), schedule_of("vp-linear"));
    const Risk found = risk(model, model, 1000);
    CHECK(found.excess.value() == 0);
    CHECK(found.kl.value() == 0);
    CHECK(found.loss.value() == found.least.value());
}

TEST_CASE("the risk is the same for any number of threads") {
    const MixtureModel data(two_humps(), schedule_of("ve")), other(other_humps(), schedule_of("ve"));
    const auto of = [&](unsigned threads) {
        ThreadPool pool(threads);
        RiskSettings choice;
        choice.rows = 1000;
        return excess_risk(other, data, choice, pool).kl.sum;
    };
    CHECK(of(1) == of(3));
}

// A network that says v = 0 has x0_hat = alpha x on a variance-preserving path:
// exact for N(0, 1) in its units.
TEST_CASE("an exact model in a trained model's units is that of the data there") {
    const Standardization units{{1.0F, -2.0F}, 3.0F};
    TrainedModel trained;
    trained.recipe.network = "mlp:width=8,depth=1", trained.recipe.schedule = "vp-linear",
    trained.recipe.row_shape = {2};
    trained.recipe.standardization = units;
    const auto network = make_network(trained.recipe.network, 2, 0);
    trained.recipe.network = network->spec();
    trained.parameters.assign(network->layout().size(), 0);
    const NeuralModel model(trained);
    Mixture normal = isotropic({1.0}, rows({{1.0, -2.0}}), {3.0});
    units.to_model(normal.means);
    normal.variances /= 9;
    CHECK(risk(model, MixtureModel(normal, schedule_of("vp-linear")), 500, 1e-3, 8).excess.value() < 1e-12);
}

TEST_CASE("models of other data are refused") {
    const MixtureModel model(two_humps(), schedule_of("linear"));
    CHECK_THROWS_AS(risk(model, MixtureModel(four_gaussians(), schedule_of("linear"))), Error);
    CHECK_THROWS_AS(risk(model, model, 100, 0), UsageError);
}
