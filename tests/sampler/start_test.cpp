#include "sampler/start.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "core/error.hpp"
#include "distance.hpp"
#include "distribution/toy.hpp"
#include "exact/examples.hpp"
#include "exact/mixture_model.hpp"
#include "metric/nll.hpp"
#include "metric/risk.hpp"
#include "model/neural.hpp"
#include "sampler/runs.hpp"

using namespace drift::all;

namespace {

// A model from some base whose velocity is 0, so that x0 is x1.
NeuralModel still(const std::string& base) {
    TrainedModel trained;
    Recipe& recipe = trained.recipe;
    recipe.network = "mlp:width=8,depth=1", recipe.schedule = "linear", recipe.row_shape = {2};
    recipe.prediction = Prediction::velocity, recipe.base = base;
    recipe.standardization = {{1.0F, -2.0F}, 3.0F};
    trained.parameters.assign(network_of(recipe)->layout().size(), 0);
    return NeuralModel(trained);
}

}  // namespace

TEST_CASE(
    "a model starts from its base, which is given in the units of the data, and from N(0, I) without one") {
    const NeuralModel model = still("moons");
    const Vector times{1, 0.5, 0};
    ThreadPool pool(2);
    Rows x = sampler_of(model, "heun", times, std::make_shared<RandomNoise>(3))(10, 300, {}, pool).rows;
    model.standardization().to_data(x);
    CHECK(distance(x, make_set("moons").law->draw(Random(3, "sample start"), 10, 300)) < 1e-14);

    const NeuralModel normal = still("gaussian");
    const RandomNoise noise(3);
    CHECK(distance(sampler_of(normal, "heun", times, std::make_shared<RandomNoise>(3))(0, 7, {}, pool).rows,
                   noise(0, 7, 2, {Purpose::start})) == 0);
    CHECK_THROWS_AS(sampler_of(model, "heun", times, std::make_shared<NoNoise>())(0, 7, {}, pool), Error);
}

TEST_CASE("a start is sigma x1 at the first time") {
    const NeuralModel model = still("moons");
    const auto noise = std::make_shared<RandomNoise>(3);
    const Scales at = model.schedule().at(0.75);
    CHECK(distance(base_start(model, noise, at)(5, 20, {}),
                   0.75 * model.facts().base->draw(Random(3, "sample start"), 5, 20)) == 0);
}

// Nothing moves, so that the density of the data is that of the base.
TEST_CASE(
    "the likelihood of a model that stands still is that of its base, refused where that has no density") {
    const NeuralModel model = still("8gaussians");
    const auto law = make_set("8gaussians").law;
    const Rows x = law->draw(Random(1, "x"), 0, 20);
    ThreadPool pool(1);
    CHECK(distance(negative_log_likelihood(model, x, {}, {}, pool).log_likelihood, *law->log_density(x)) <
          1e-10);
    LikelihoodSettings earlier;
    earlier.t_max = 0.5;  // of x1 / 2
    Rows y = x;
    model.standardization().to_model(y);
    const Vector halved = *model.facts().base->log_density(2 * y) + 2 * std::log(2) - 2 * std::log(3);
    CHECK(distance(negative_log_likelihood(model, x, {}, earlier, pool).log_likelihood, halved) < 1e-10);
    CHECK_THROWS_WITH_AS(negative_log_likelihood(still("moons"), x, {}, {}, pool),
                         "rows have no likelihood under the model: the density of its base is not known",
                         UsageError);
}

TEST_CASE("what presumes a diffusion takes no model of another base") {
    const NeuralModel model = still("moons");
    ThreadPool pool(1);
    const std::string reason =
        "x_t = alpha x0 + sigma eps with independent normal eps, and the model has base moons";
    CHECK_THROWS_WITH_AS(
        sampler_of(model, "ddpm", {0.9, 0.1}, std::make_shared<RandomNoise>(3))(0, 7, {}, pool),
        doctest::Contains(reason.c_str()), UsageError);
    CHECK_THROWS_WITH_AS(excess_risk(model, MixtureModel(four_gaussians(), schedule_of("linear")), {}, pool),
                         doctest::Contains(reason.c_str()), UsageError);
}
