#include "train/trainer.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "core/error.hpp"
#include "distance.hpp"
#include "exact/bayes_classifier.hpp"
#include "exact/examples.hpp"
#include "exact/mixture_model.hpp"
#include "model/classifier.hpp"
#include "model/preconditioning.hpp"
#include "train/regressions.hpp"

using namespace drift::all;

namespace {

TrainingSet gaussian_set(std::size_t n, std::size_t d) {
    TrainingSet set{std::vector<float>(n * d), n, d, {}, 0};
    Random(4, "set").normal_rows(0, n, d, 0, set.rows.data());
    return set;
}

Floats trained(unsigned threads, std::size_t batch, std::uint64_t steps, const char* optimizer = "adam",
               bool norm = false, const std::string& times = "stratified") {
    TrainingSet set = gaussian_set(100, 3);
    set.classes = 4;
    for (int i = 0; i < 100; ++i) set.labels.push_back(i % 4);
    const auto schedule = make_schedule("vp-cosine");
    const auto network = make_network("mlp:width=32", 3, 4);
    const Regression regression =
        denoising(*schedule, Prediction::v, set, 9, 0.1, make_weight("min-snr"), make_time_law(times));
    ThreadPool pool(threads);
    Trainer::Settings settings;
    settings.batch = batch;
    settings.rate.steps = steps;
    settings.optimizer = make_optimizer(optimizer);
    Trainer trainer(*network, regression, settings, network->initial(Random(9, "network")), pool);
    for (std::uint64_t k = 0; k < steps; ++k) trainer.step(norm);
    return trainer.state().average;
}

}  // namespace

TEST_CASE("a training has the same bytes for any number of threads") {
    for (const std::size_t batch : {1, 32, 200}) {
        const Floats one = trained(1, batch, 20);
        for (const unsigned threads : {2U, 3U, 4U}) CHECK(trained(threads, batch, 20) == one);
    }
    const std::string by_losses = "importance:bins=3,kept=4";  // all seen after the first step
    const Floats one = trained(1, 200, 20, "adam", false, by_losses);
    CHECK(trained(3, 200, 20, "adam", false, by_losses) == one);
    CHECK(trained(1, 200, 20) != one);
}

TEST_CASE("an example does not depend on the slice it is drawn in") {
    const TrainingSet set = gaussian_set(50, 2);
    const auto schedule = make_schedule("linear");
    const Regression regression = denoising(*schedule, Prediction::eps, set, 1, 0);
    Examples whole, part;
    slice(regression, 5, 64, 0, 64, whole);
    slice(regression, 5, 64, 48, 16, part);
    CHECK(std::equal(part.x.begin(), part.x.end(), whole.x.begin() + 2 * 48));
    CHECK(std::equal(part.t.begin(), part.t.end(), whole.t.begin() + 48));
    CHECK(std::equal(part.target.begin(), part.target.end(), whole.target.begin() + 2 * 48));
}

// From x and the target both x0 and eps follow; x0 must be a training row, and t must lie in its stratum.
TEST_CASE("an example is a training row on its path, and the target the prediction's") {
    const TrainingSet set = gaussian_set(50, 2);
    for (const char* spec : {"vp-cosine", "ve:sigma_q=4", "linear"})
        for (const Prediction kind : {Prediction::x0, Prediction::eps, Prediction::v}) {
            const auto schedule = make_schedule(spec);
            const Regression regression = denoising(*schedule, kind, set, 1, 0);
            Examples out;
            slice(regression, 3, 32, 0, 32, out);
            for (std::size_t i = 4; i < 32; ++i) {  // away from t = 0 and eps' last digits
                const double t = out.t[i] / schedule->last_time(false);
                CHECK(t >= static_cast<double>(i) / 32 - 1e-6);
                CHECK(t < static_cast<double>(i + 1) / 32 + 1e-6);
                const Scales at = schedule->at(out.t[i]);
                const double spread = std::hypot(at.alpha, at.sigma);
                const ToX0 back = to_x0(kind, at);
                double x0[2];
                for (std::size_t j = 0; j < 2; ++j)
                    x0[j] = back.of_x * spread * out.x[2 * i + j] +
                            back.of_y * (kind == Prediction::v ? spread : 1) * out.target[2 * i + j];
                double nearest = 1e9;
                for (std::size_t k = 0; k < set.n; ++k)
                    nearest =
                        std::min(nearest, std::hypot(x0[0] - set.rows[2 * k], x0[1] - set.rows[2 * k + 1]));
                CHECK(nearest < 2e-6 * (1 + 2 / at.alpha + at.sigma / at.alpha));
            }
        }
}

TEST_CASE("the loss of a step is the weighted mean square error of its examples") {
    const TrainingSet set = gaussian_set(50, 2);
    const auto schedule = make_schedule("vp-cosine");
    const auto network = make_network("mlp:width=8", 2, 0);
    const Regression regression =
        denoising(*schedule, Prediction::eps, set, 1, 0, make_weight("min-snr"), make_time_law("importance"));
    const Floats initial = network->initial(Random(1, "network"));
    ThreadPool pool(1);
    Trainer trainer(*network, regression, {}, initial, pool);
    const std::size_t n = 256;
    Examples of;
    slice(regression, 1, n, 0, n, of);
    std::vector<float> y(2 * n);
    network->forward(initial.data(), {n, of.x.data(), of.t.data(), nullptr}, *network->workspace(n, false),
                     y.data());
    double loss = 0;
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < 2; ++j)
            loss += of.weight[i] * of.importance_weight[i] *
                    std::pow(y[2 * i + j] - of.target[2 * i + j], 2) / (2 * n);
    CHECK(trainer.step().loss == doctest::Approx(loss).epsilon(1e-6));  // float32
}

// One step of gradient descent with rate 1 and no momentum moves the parameters by minus the gradient.
TEST_CASE("a clip shortens the gradient to its norm and leaves its direction") {
    const TrainingSet set = gaussian_set(50, 2);
    const auto schedule = make_schedule("vp-cosine");
    const auto network = make_network("mlp:width=32", 2, 0);
    const Regression regression = denoising(*schedule, Prediction::v, set, 1, 0);
    const Floats start = network->initial(Random(1, "network"));
    ThreadPool pool(2);
    Floats moves[2];
    double norms[2];
    for (const bool clipped : {false, true}) {
        Trainer::Settings settings;
        settings.rate = {1, 0, 100, make_decay("constant")};
        settings.optimizer = make_optimizer("sgd:momentum=0");
        if (clipped) settings.clip = 0.01;
        Trainer trainer(*network, regression, settings, start, pool);
        norms[clipped] = trainer.step(true).gradient_norm;
        moves[clipped] = trainer.state().parameters;
        for (std::size_t i = 0; i < start.size(); ++i) moves[clipped][i] -= start[i];
    }
    const auto dot = [](const Floats& a, const Floats& b) {
        return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
    };
    CHECK(norms[0] == norms[1]);  // told before the clip
    CHECK(norms[0] > 0.1);
    CHECK(std::sqrt(dot(moves[0], moves[0])) == doctest::Approx(norms[0]).epsilon(1e-5));
    CHECK(std::sqrt(dot(moves[1], moves[1])) == doctest::Approx(0.01).epsilon(1e-3));
    CHECK(dot(moves[0], moves[1]) / std::sqrt(dot(moves[0], moves[0]) * dot(moves[1], moves[1])) ==
          doctest::Approx(1).epsilon(1e-5));
}

TEST_CASE("asking for the norm of the gradient does not change the training") {
    CHECK(trained(2, 200, 20, "adam", true) == trained(1, 200, 20));
}

TEST_CASE("every optimiser has the same bytes for any number of threads") {
    for (const char* optimizer : {"adamw", "sgd"})
        CHECK(trained(3, 200, 20, optimizer, true) == trained(1, 200, 20, optimizer, true));
}

TEST_CASE("the losses by noise level add up to the loss of the batch") {
    const TrainingSet set = gaussian_set(50, 3);
    const auto schedule = make_schedule("linear");
    const auto network = make_network("mlp:width=16", 3, 0);
    const Regression regression = denoising(*schedule, Prediction::x0, set, 1, 0);
    ThreadPool pool(1);
    Trainer::Settings settings;
    settings.batch = 80;  // stratified: ten rows a level
    Trainer trainer(*network, regression, settings, network->initial(Random(1, "network")), pool);
    const Trainer::Step step = trainer.step();
    double sum = 0;
    for (std::size_t l = 0; l < LossByLevel::count; ++l) {
        CHECK(std::abs(step.levels.rows[l] - 10) <= 1);  // t is rounded to single precision
        sum += step.levels.sum[l];
    }
    CHECK(sum / 80 == doctest::Approx(step.loss).epsilon(1e-6));
}

TEST_CASE("a loss that is not finite stops the training at its step") {
    const TrainingSet set = gaussian_set(50, 2);
    const auto schedule = make_schedule("vp-cosine");
    const auto network = make_network("mlp:width=8", 2, 0);
    const Regression regression = denoising(*schedule, Prediction::v, set, 1, 0);
    ThreadPool pool(1);
    Trainer::Settings settings;
    settings.rate = {1e30, 0, 100, make_decay("constant")};
    Trainer trainer(*network, regression, settings, network->initial(Random(1, "network")), pool);
    CHECK_THROWS_AS(
        [&] {
            for (int k = 0; k < 100; ++k) trainer.step();
        }(),
        Diverged);
}

// Points at +-1 on the axis, known exactly: E[x0 | x_t] = tanh(x / sigma^2) on ve. 1000 steps of 256 rows, whose
// target spreads by 1 at most, fix some 30 degrees of freedom to sqrt(30 / 256000) = 0.011; a training that has
// not converged is given four to five times that, 0.05. previous reads x0 off a target noisier by sqrt(t / dt).
TEST_CASE("trained on any prediction the network approaches the posterior mean of two points" *
          doctest::test_suite("slow")) {
    const TrainingSet set{{-1, 1}, 2, 1, {}, 0};
    const auto schedule = make_schedule("ve:sigma_q=2");
    const auto network = make_network("mlp:width=64", 1, 0);
    for (const Entry& kind : predictions().entries) {
        const Prediction prediction =
            make_prediction(kind.name == "previous" ? "previous:dt=0.1" : kind.name);
        const Regression regression = denoising(*schedule, prediction, set, 1, 0);
        ThreadPool pool(2);
        Trainer::Settings settings;
        settings.rate.steps = 1000;
        Trainer trainer(*network, regression, settings, network->initial(Random(1, "network")), pool);
        for (int k = 0; k < 1000; ++k) trainer.step();
        const Floats parameters = trainer.state().average;
        double square = 0;
        const int n = 64;
        const Scales at = schedule->at(0.5);
        const ToX0 back = network_to_x0(prediction, at);
        for (int i = 0; i < n; ++i) {
            const double x = -2 + 4.0 * i / (n - 1);
            const auto in = static_cast<float>(preconditioning(prediction, at).in * x);
            const float t = 0.5F;
            float y = 0;
            network->forward(parameters.data(), {1, &in, &t, nullptr}, *network->workspace(1, false), &y);
            const double x0 = back.of_x * x + back.of_y * static_cast<double>(y);
            square += std::pow(x0 - std::tanh(x / (at.sigma * at.sigma)), 2) / n;
        }
        CAPTURE(kind.name);
        CHECK(std::sqrt(square) < 0.05 * (prediction.dt > 0 ? std::sqrt(0.5 / prediction.dt) : 1));
    }
}

// Two classes of rows, N(-2, .25) and N(2, 1) with weights .3 and .7, whose p(c | x_t) is known. The mean
// over t and x_t of KL(p || network) is what the cross-entropy exceeds its least value by. 6000 rows fix some
// 30 degrees of freedom: 30 / 12000 = 0.0025; the rest of the bound is for the last steps' noise. Without
// training it is 0.4.
TEST_CASE("a trained classifier approaches the posterior of a mixture's classes" *
          doctest::test_suite("slow")) {
    Mixture mixture = isotropic({0.3, 0.7}, rows({{-2.0}, {2.0}}), {0.5, 1.0});
    mixture.labels = {0, 1};
    Labels classes;
    const Rows x0 = draw(mixture, Random(1, "set"), 0, 6000, &classes);
    const TrainingSet set{{x0.begin(), x0.end()}, 6000, 1, classes, 2};
    const auto schedule = std::shared_ptr<const Schedule>(make_schedule("vp-cosine"));
    TrainedModel trained;
    Recipe& recipe = trained.recipe;
    recipe.task = "classify", recipe.prediction = std::nullopt;
    recipe.network = "mlp:width=32,depth=2,waves=0";
    recipe.schedule = "vp-cosine", recipe.row_shape = {1}, recipe.classes = 2;
    const auto network = network_of(recipe);
    const Regression regression(trained.recipe, set, {.seed = 1});
    ThreadPool pool(2);
    Trainer::Settings settings;
    settings.rate.steps = 1500;
    Trainer trainer(*network, regression, settings, network->initial(Random(1, "network")), pool);
    for (int k = 0; k < 1500; ++k) trainer.step();
    trained.parameters = trainer.state().average;

    const NeuralClassifier model(trained);
    const MixtureModel exact(mixture, schedule);
    double divergence = 0;
    for (int i = 0; i < 8; ++i) {
        const Real time = (i + 0.5) / 8;
        const Scales at = schedule->at(time);
        const Vector t({slice_rows}, time);
        const Rows noise =
            Random(2, "noise").normal_rows(static_cast<std::uint64_t>(i) * slice_rows, slice_rows, 1);
        const Rows clean =
            draw(mixture, Random(2, "x"), static_cast<std::uint64_t>(i) * slice_rows, slice_rows);
        const Rows x = at.alpha * clean + at.sigma * noise;
        const Rows p = (*exact_classifier(exact))(x, t), q = (*model.classifier(slice_rows))(x, t);
        for (std::size_t row = 0; row < slice_rows; ++row)
            for (std::size_t c = 0; c < 2; ++c)
                divergence += std::exp(p(row, c)) * (p(row, c) - q(row, c)) / (8 * slice_rows);
    }
    CHECK(divergence < 0.01);
    CHECK(divergence > 0);
}
