#include "train/denoise.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "core/error.hpp"
#include "distance.hpp"
#include "distribution/toy.hpp"
#include "model/neural.hpp"
#include "path/arc.hpp"
#include "path/pointwise.hpp"
#include "sampler/grids.hpp"
#include "sampler/sampler.hpp"
#include "solver/solvers.hpp"
#include "train/trainer.hpp"

using namespace drift::all;

namespace {

// Rows of the plane to which a shift by (3, 1) belongs.
const TrainingSet& plane() {
    static const TrainingSet set = [] {
        TrainingSet normal{std::vector<float>(2 * 50), 50, 2, {}, 0};
        Random(1, "plane").normal_rows(0, 50, 2, 0, normal.rows.data());
        return normal;
    }();
    return set;
}

Recipe on_arc() {
    Recipe recipe;
    recipe.network = "plain:width=1,depth=1", recipe.schedule = "linear", recipe.row_shape = {2};
    recipe.path = "arc", recipe.coupling = "shift", recipe.prediction = Prediction::velocity;
    return recipe;
}

Regression arcs(const Recipe& recipe) {
    const PathEnds ends = path_ends(recipe, plane(), 1);
    return {RegressionParts{std::make_shared<Shift>(ends.x0, std::vector<float>{3, 1}),
                            denoising_target(recipe, {}, std::make_shared<Arc>()), Loss::square, 0},
            {.seed = 1}};
}

// On schedule linear all pairs of the shift s move at u = s + (1 - 2t) R s, R s = (-1, 3), whatever x is. The
// network answers u / sqrt(2), affine in t: its one hidden number is relu(t).
TrainedModel exact_on_arc() {
    TrainedModel model;
    model.recipe = on_arc();
    const auto network = network_of(model.recipe);
    model.parameters.assign(network->layout().size(), 0);
    const auto set = [&](const std::string& name, std::vector<Real> numbers) {
        for (const Layout::Tensor& tensor : network->layout().tensors())
            if (tensor.name == name)
                for (std::size_t i = 0; i < numbers.size(); ++i)
                    model.parameters[tensor.offset + i] = static_cast<float>(numbers[i]);
    };
    const Real root = std::sqrt(2.0);
    set("input.weight", {0, 0, 1});
    set("output.bias", {2 / root, 4 / root});
    set("output.weight", {2 / root, -6 / root});
    return model;
}

Sampler follow(const Model& model, const std::string& name, std::size_t steps) {
    const Solver solver = make_solver(name, model.schedule());
    return {.model = model,
            .solver = solver,
            .grid = make_time_grid(grids().make("time"), {.t_max = 1, .t_min = 0.001, .steps = steps},
                                   model.facts(), solver),
            .noise = std::make_shared<RandomNoise>(1),
            .paths = true};
}

// The velocity of N(0, 1) at t = 0 and N(m, 1) at t = 1, independent, on schedule linear: Gaussian regression.
Real gaussian_velocity(Real m, Real x, Real t) {
    return m + (2 * t - 1) / ((1 - t) * (1 - t) + t * t) * (x - m * t);
}

}  // namespace

// Numbers up to 4 with some roundings of 6e-8 each.
TEST_CASE(
    "of a coupling and a path of one's own, the loss of their velocity is nothing, and of none all of it") {
    const TrainedModel model = exact_on_arc();
    const auto network = network_of(model.recipe);
    const Regression regression = arcs(model.recipe);
    ThreadPool pool(1);
    SliceWorkspace work(*network, 128, false);
    regression.slice(regression.batch(1, 128, pool), 0, 128, {}, work.examples);
    CHECK(slice_loss(regression.loss(), *network, model.parameters.data(), 128, work, nullptr) < 1e-12);
    const Floats silent(model.parameters.size(), 0.0F);
    // E|u|^2 / 2 over two coordinates: (|s|^2 + |R s|^2 E(1 - 2t)^2) / 4, with stratified t good to 1 / 128
    CHECK(slice_loss(regression.loss(), *network, silent.data(), 128, work, nullptr) ==
          doctest::Approx((10 + 10 / 3.0) / 4).epsilon(0.01));
}

// Heun's, the midpoint and higher methods are exact for a velocity that is linear in t; the network's numbers are
// floats. dopri5 writes at the times of the grid too.
TEST_CASE("the flow of a velocity on arcs leads along them, by solvers on the velocity and by no other") {
    const NeuralModel model(exact_on_arc());
    ThreadPool pool(1);
    for (const std::string name : {"heun", "midpoint", "rk4", "dopri5"}) {
        const Sampler sampler = follow(model, name, 4);
        const Samples made = sampler(0, 5, {}, pool);
        const Rows x1 = row_range(made.rows, 0, 5);
        CAPTURE(name);
        CHECK(made.evaluations > 0);
        for (std::size_t i = 0; i < 5; ++i) {
            const Real ends[] = {x1(i, 0), x1(i, 1)}, begins[] = {x1(i, 0) - 3, x1(i, 1) - 1};
            for (std::size_t k = 0; k <= 4; ++k) {
                Real x[2];
                Arc().point(sampler.grid.scales()[k], Ends<Real>{begins, ends, 2, 0}, 1, x);
                CHECK(std::abs(made.rows(i, 2 * k) - x[0]) < 1e-6);
                CHECK(std::abs(made.rows(i, 2 * k + 1) - x[1]) < 1e-6);
            }
        }
    }
    for (const Entry& entry : solvers().entries) {
        const Solver solver = make_solver(entry.name, model.schedule());
        CAPTURE(entry.name);
        if (solver.on_velocity)
            CHECK_NOTHROW(check_model(solver, model));
        else
            CHECK_THROWS_WITH_AS(check_model(solver, model), doctest::Contains("the model has path arc"),
                                 UsageError);
    }
    CHECK_THROWS_WITH_AS(
        follow(model, "ddim", 4)(0, 5, {}, pool),
        "the solver presumes x_t = alpha x0 + sigma eps with independent normal eps, and the model "
        "has path arc: choose one on the velocity, as euler, heun or dopri5",
        UsageError);
    CHECK_THROWS_WITH_AS(model.denoiser(5, {}), doctest::Contains("does not say E[x0 | x_t]"), Error);
}

TEST_CASE("a velocity without bound at an end is not trained there") {
    const auto times = [](const std::string& pointwise) {
        const PointwiseFlow flow = make_pointwise(pointwise);
        Recipe recipe;
        recipe.schedule = flow.schedule, recipe.path = flow.path, recipe.row_shape = {2};
        recipe.prediction = Prediction::velocity;
        return denoising_target(recipe, {}, path_of(recipe, 0))->times();
    };
    for (const std::string name : {"linear", "trig", "arc", "target", "linear:sigma=0.1"}) {
        CAPTURE(name);
        CHECK(times(name).first == 0);
        CHECK(times(name).last == make_schedule(make_pointwise(name).schedule)->last_time(false));
    }
    CHECK(times("sqrt").first > 0);
    CHECK(times("sqrt").last == 1);
    CHECK(times("bridge").first > 0);
    CHECK(times("bridge").last < 1);
}

TEST_CASE("a training on arcs comes to their velocity" * doctest::test_suite("slow")) {
    Recipe recipe = on_arc();
    recipe.network = "plain:width=16,depth=1";
    const auto network = network_of(recipe);
    const Regression regression = arcs(recipe);
    ThreadPool pool(2);
    Trainer::Settings settings;
    settings.rate.peak = 0.01, settings.rate.steps = 1000;
    Trainer trainer(*network, regression, settings, network->initial(Random(1, "network")), pool);
    const double first = trainer.step().loss;
    double last = 0;
    for (int k = 1; k < 1000; ++k) last = trainer.step().loss;
    CHECK(last < first / 1000);
}

// The set is 6000 draws of N(0, 1), whose mean and variance are off by some 1/77 and 1/55; the mean square error
// of the velocity, whose own mean square is above 16, and the moments of the drawn rows are held to 0.02 and 0.1.
TEST_CASE("a training from another base comes to its flow, which leads from that base to the data" *
          doctest::test_suite("slow")) {
    TrainingSet set{std::vector<float>(6000), 6000, 1, {}, 0};
    Random(1, "set").normal_rows(0, 6000, 1, 0, set.rows.data());
    TrainedModel trained;
    Recipe& recipe = trained.recipe;
    recipe.network = "mlp:width=32,depth=2,waves=0", recipe.schedule = "linear", recipe.row_shape = {1};
    recipe.prediction = Prediction::velocity, recipe.base = "gaussian:d=1,mean=4,std=1";
    const auto network = network_of(recipe);
    const Regression regression(recipe, set, {.seed = 1});
    ThreadPool pool(2);
    Trainer::Settings settings;
    settings.rate.steps = 2000;
    Trainer trainer(*network, regression, settings, network->initial(Random(1, "network")), pool);
    for (int k = 0; k < 2000; ++k) trainer.step();
    trained.parameters = trainer.state().average;
    const NeuralModel model(trained);

    const std::size_t n = 1000;
    const Rows z = Random(2, "z").normal_rows(0, n, 1);
    const auto u = model.velocity(n, {});
    Real square = 0;
    for (const Real t : {0.1, 0.3, 0.5, 0.7, 0.9}) {
        const Rows x = 4 * t + std::sqrt((1 - t) * (1 - t) + t * t) * z, found = (*u)(x, Vector({n}, t));
        for (std::size_t i = 0; i < n; ++i)
            square +=
                std::pow(found(i, 0) - gaussian_velocity(4, x(i, 0), t), 2) / (5 * static_cast<Real>(n));
    }
    CHECK(square < 0.02);
    Sampler sampler = follow(model, "heun", 20);
    sampler.paths = false;
    const Rows x0 = sampler(0, n, {}, pool).rows;
    Real mean = 0, variance = 0;
    for (const Real x : x0) mean += x / static_cast<Real>(n);
    for (const Real x : x0) variance += std::pow(x - mean, 2) / static_cast<Real>(n);
    CHECK(std::abs(mean) < 0.1);
    CHECK(std::abs(variance - 1) < 5 * std::sqrt(2.0 / n));
}

// The mean of F^2 for F = (x1 - x0) / sqrt(2), x0 = -1 or 1, x1 ~ N(3, 1/4): D = x1 - x0 is N(4, 1/4) or N(2, 1/4),
// so that E D^2 / 2 = 5.125 and Var D^2 / 4 = (151.1875 - 10.25^2) / 4.
TEST_CASE("the pairs of a training have the recipe's base for their x1, in the units of the data") {
    const TrainingSet set{{-1, 1}, 2, 1, {}, 0};
    Recipe recipe;
    recipe.schedule = "linear", recipe.prediction = Prediction::velocity, recipe.row_shape = {1};
    recipe.base = "gaussian:d=1,mean=8,std=1", recipe.standardization = {{2.0F}, 2.0F};
    const std::size_t n = 20000;
    ThreadPool pool(1);
    const Regression regression(recipe, set, {.seed = 3});
    Examples out;
    regression.slice(regression.batch(1, n, pool), 0, n, {}, out);
    Real square = 0;
    for (const float f : out.target) square += Real{f} * f / static_cast<Real>(n);
    CHECK(std::abs(square - 5.125) < 5 * std::sqrt((151.1875 - 10.25 * 10.25) / 4 / n));
}

TEST_CASE("what a path or base does not have is refused before a training begins") {
    const auto refusal = [](const Recipe& recipe, const Weight& weight = {}) {
        try {
            denoising_target(recipe, weight, std::make_shared<Arc>());
            base_of(recipe);
            return std::string();
        } catch (const UsageError& error) {
            return std::string(error.what());
        }
    };
    Recipe recipe = on_arc();
    CHECK(refusal(recipe).empty());
    CHECK(refusal(recipe, make_weight("snr")).find("it takes uniform alone") != std::string::npos);
    recipe.prediction = Prediction::v;
    CHECK(refusal(recipe) == "on path arc a network can predict velocity alone, found v");
    recipe = Recipe();
    recipe.schedule = "ve", recipe.row_shape = {2}, recipe.base = "moons";
    CHECK(refusal(recipe).empty());
    for (const Prediction kind : {Prediction(Prediction::score), Prediction(Prediction::previous, 0.1)}) {
        recipe.prediction = kind;
        CHECK(refusal(recipe).find("the model has base moons") != std::string::npos);
    }
    recipe.prediction = Prediction::velocity;
    recipe.base = "gaussian:d=3";
    CHECK(refusal(recipe) ==
          "expected a base of 2 numbers a row, as the data have, found 3 in 'gaussian:d=3'");
    recipe.base = "grid";
    CHECK(refusal(recipe) == "base 'grid' is a list of 400 rows, not a law");
    recipe.base = "mixture:a.json";
    CHECK(refusal(recipe).find("stands in a file of its own") != std::string::npos);
}
