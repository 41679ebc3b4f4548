#include "metric/nll.hpp"

#include <doctest/doctest.h>

#include "core/error.hpp"
#include "distance.hpp"
#include "exact/empirical_model.hpp"
#include "model/neural.hpp"
#include "sampler/runs.hpp"

using namespace drift::all;

TEST_CASE("the mean over rows has the reference set's value, with either start") {
    const MixtureModel model = ring8("vp-linear");
    const Rows x = reference("loglik/ring8.x");
    ThreadPool pool(2);
    LikelihoodSettings settings;
    settings.t_min = 1e-5;  // of the set
    settings.tolerance = 1e-11;
    settings.exact_start = true;
    const Nll exact = negative_log_likelihood(model, x, {}, settings, pool);
    CHECK(distance(exact.log_likelihood, reference("loglik/ring8.logp_ode_exactprior")) < 1e-8);
    CHECK(std::abs(exact.average.value() - xt::mean(-reference("loglik/ring8.logp_true_t"))()) < 1e-8);
    settings.exact_start = false;
    const Nll normal = negative_log_likelihood(model, x, {}, settings, pool);
    const Real sigma = model.schedule().at(1).sigma;
    const Vector to_sigma = log_normal(reference("loglik/ring8.z"), sigma) -
                            log_normal(reference("loglik/ring8.z"), 1),
                 expected = xt::flatten(reference("loglik/ring8.logp_ode")) + to_sigma;
    CHECK(distance(normal.log_likelihood, expected) < 1e-8);
}

// Of N(m, s^2) the density of the data is that at t = 0, to sigma(t_min)^2 / s^2.
TEST_CASE("the mean of many rows is the entropy, within its standard errors") {
    const MixtureModel model(gaussian(1, 0.5), schedule_of("linear"));
    const std::size_t n = 2000;
    const Rows x = model.draw(Random(3, "rows"), 0, n, {});
    ThreadPool pool(2);
    const Nll nll = negative_log_likelihood(model, x, {}, {}, pool);
    const Real exact = 0.7257913526447274;  // (1 + ln(2 pi)) / 2 + ln 0.5
    CHECK(std::abs(nll.average.error() - std::sqrt(0.5 / n)) < 0.1 * std::sqrt(0.5 / n));
    CHECK(std::abs(nll.average.value() - exact) < 5 * nll.average.error());
    const Mean own = entropy(model, x);
    CHECK(std::abs(nll.average.value() - own.value()) < 1e-4);
}

// -log N(x; m, s^2) is (x - m)^2 / (2 s^2) + log s + log(2 pi) / 2; of x = m + s it is 1/2 more than at the top.
TEST_CASE("the floor of rows with classes is that of their components") {
    const MixtureModel model({.weights = {0.25, 0.75},
                              .means = {{0}, {2}},
                              .variances = {{0.01}, {4}},
                              .directions = {},
                              .labels = {0, 1}},
                             schedule_of("linear"));
    const Real of_0 = std::log(0.1) + 0.9189385332046727 + 0.5, of_1 = std::log(2) + 0.9189385332046727 + 0.5;
    const Rows x{{0.1}, {4}, {-0.1}, {0}};
    CHECK(entropy(model, x, {0, 1, 0, 1}).value() ==
          doctest::Approx((2 * of_0 + 2 * of_1) / 4).epsilon(1e-13));
    CHECK(entropy(model, x, {0, 1, 0, 1}).value() != entropy(model, x).value());
    CHECK_THROWS_WITH_AS(entropy(model, x, {0, 1, 0, 2}), "no class 2: the model knows 0 to 1", Error);
    CHECK_THROWS_AS(entropy(model, x, {0}), Error);
}

TEST_CASE("with probes the mean is off by a few of the errors that it states") {
    const Rows points = Random(5, "points").normal_rows(0, 40, 6);
    const EmpiricalModel model(points, {}, {6}, schedule_of("vp-linear"));
    ThreadPool pool(2);
    LikelihoodSettings settings;
    settings.t_min = 0.05;
    const Rows x = Random(6, "x").normal_rows(0, 100, 6);
    const Nll exact = negative_log_likelihood(model, x, {}, settings, pool);
    settings.probes = 4;
    const Nll probed = negative_log_likelihood(model, x, {}, settings, pool);
    CHECK(exact.probes == 0);
    CHECK(probed.probe_error > 0);
    CHECK(probed.probe_error < probed.average.error());
    CHECK(std::abs(probed.average.value() - exact.average.value()) < 5 * probed.probe_error);
    CHECK(std::abs(probed.average.value() - exact.average.value()) > 1e-6);
}

// A network that says v = 0 has x0_hat = alpha x on a variance-preserving path, the denoiser of N(0, 1).
TEST_CASE("a trained model's units are a change of variables") {
    TrainedModel trained;
    trained.recipe.network = "mlp:width=8,depth=1";
    trained.recipe.schedule = "vp-linear";
    trained.recipe.row_shape = {2};
    trained.recipe.standardization = {{1.0F, -2.0F}, 3.0F};
    const auto network = make_network(trained.recipe.network, 2, 0);
    trained.recipe.network = network->spec();
    trained.parameters.assign(network->layout().size(), 0);
    const NeuralModel model(trained);
    const Mixture normal = isotropic({1.0}, rows({{1.0, -2.0}}), {3.0});
    const MixtureModel exact(normal, schedule_of("vp-linear"));
    const Rows x = rows({{1.5, -1.0}, {-4.0, 3.0}, {1.0, -2.0}});
    ThreadPool pool(1);
    const Nll found = negative_log_likelihood(model, x, {}, {}, pool);
    CHECK(distance(found.log_likelihood, exact.log_density(x, Vector({3}, 0.0), {})) < 2e-4);
}

TEST_CASE("a model of one step is not asked before it") {
    TrainedModel trained;
    trained.recipe.network = "mlp:width=8,depth=1";
    trained.recipe.schedule = "ve:sigma_q=3";
    trained.recipe.prediction = {Prediction::previous, 0.1};
    trained.recipe.row_shape = {2};
    const auto network = make_network(trained.recipe.network, 2, 0);
    trained.recipe.network = network->spec();
    trained.parameters.assign(network->layout().size(), 0);
    const NeuralModel model(trained);
    ThreadPool pool(1);
    LikelihoodSettings settings;
    settings.t_min = 1e-5;
    CHECK_THROWS_WITH_AS(negative_log_likelihood(model, zeros(1, 2), {}, settings, pool),
                         "the model says x at t - 0.1 and has no answer before t = 0.1, found t-min 1e-05: "
                         "set it to 0.1",
                         UsageError);
    settings.t_min = 0.1;
    CHECK(std::isfinite(negative_log_likelihood(model, zeros(1, 2), {}, settings, pool).average.value()));
}

TEST_CASE("what has no likelihood is refused with what to do") {
    const MixtureModel model(gaussian(0, 1), schedule_of("ve"));
    ThreadPool pool(1);
    LikelihoodSettings settings;
    settings.t_min = 0;
    CHECK_THROWS_AS(negative_log_likelihood(model, zeros(1, 1), {}, settings, pool), UsageError);
    settings.t_min = 0.5, settings.t_max = 0.4;
    CHECK_THROWS_AS(negative_log_likelihood(model, zeros(1, 1), {}, settings, pool), UsageError);
    settings.t_min = 0.5, settings.t_max = 1.5;
    CHECK_THROWS_AS(negative_log_likelihood(model, zeros(1, 1), {}, settings, pool), UsageError);
    CHECK_THROWS_AS(negative_log_likelihood(model, zeros(0, 1), {}, {}, pool), Error);
    CHECK_THROWS_WITH_AS(negative_log_likelihood(model, zeros(1, 1), {0}, {}, pool),
                         "the model has no classes to choose from", UsageError);
    CHECK_THROWS_AS(entropy(model, zeros(1, 2)), Error);
    CHECK(std::isnan(entropy(EmpiricalModel(zeros(1, 1), {}, {1}, schedule_of("ve")), zeros(1, 1)).value()));
}
