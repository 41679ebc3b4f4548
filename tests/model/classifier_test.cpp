#include "model/classifier.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

#include "core/error.hpp"
#include "core/parallel.hpp"
#include "distance.hpp"
#include "exact/bayes_classifier.hpp"
#include "exact/empirical_model.hpp"
#include "exact/examples.hpp"
#include "exact/mixture_model.hpp"

using namespace drift::all;

namespace {

TrainedModel some_classifier() {
    TrainedModel model;
    model.recipe.task = "classify", model.recipe.prediction = std::nullopt;
    model.recipe.network = "mlp:width=16,depth=2";
    model.recipe.schedule = "ve:sigma_q=2";
    model.recipe.row_shape = {2};
    model.recipe.classes = 3;
    model.parameters = network_of(model.recipe)->initial(Random(1, "parameters"));
    return model;
}

// The humps at -2 and 2 with weights .3 and .7 and widths .5 and 1, each its own class.
Mixture two_classes() {
    Mixture mixture = isotropic({0.3, 0.7}, rows({{-2.0}, {2.0}}), {0.5, 1.0});
    mixture.labels = {0, 1};
    return mixture;
}

// The time at which vp-cosine has this alpha.
Real time_of(Real alpha) {
    const Real s = 0.008, quarter = std::numbers::pi / 2;
    return (1 + s) / quarter * std::acos(alpha * std::cos(s / (1 + s) * quarter)) - s;
}

// grad log p(label | x) by central differences of the classifier itself.
Rows by_differences(Classifier& classifier, const Rows& x, const Vector& t, const Labels& labels, Real h) {
    Rows gradient = zeros(row_count(x), dimension(x));
    for (std::size_t j = 0; j < dimension(x); ++j) {
        Rows above = x, below = x;
        for (std::size_t i = 0; i < row_count(x); ++i) above(i, j) += h, below(i, j) -= h;
        const Rows high = classifier(above, t), low = classifier(below, t);
        for (std::size_t i = 0; i < row_count(x); ++i) {
            const auto c = static_cast<std::size_t>(labels[i]);
            gradient(i, j) = (high(i, c) - low(i, c)) / (2 * h);
        }
    }
    return gradient;
}

}  // namespace

// At alpha = .6, sigma = .8, x = .5; worked out apart from this program to ten digits.
TEST_CASE("the exact classifier follows Bayes' rule for a mixture with classes") {
    const MixtureModel model(two_classes(), schedule_of("vp-cosine"));
    const auto classifier = exact_classifier(model);
    const Rows x = rows({{0.5}});
    const Vector t({1}, time_of(0.6));
    CHECK(std::exp((*classifier)(x, t)(0, 0)) == doctest::Approx(0.0813313058).epsilon(1e-9));
    CHECK(classifier->gradient(x, t, {0})(0, 0) == doctest::Approx(-2.7824335382).epsilon(1e-9));
}

TEST_CASE("the exact classifier's gradient agrees with central differences, for mixtures and for points") {
    const Rows points = Random(1, "points").normal_rows(0, 12, 2);
    const Labels classes = {0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 0, 0};
    const EmpiricalModel model(points, classes, {2}, schedule_of("vp-linear"));
    const auto classifier = exact_classifier(model);
    const Rows x = Random(2, "x").normal_rows(0, 6, 2);
    const Vector t({6}, 0.4);
    const Labels labels = {0, 1, 2, 2, 1, 0};
    CHECK(distance(classifier->gradient(x, t, labels), by_differences(*classifier, x, t, labels, 1e-5)) <
          1e-8);
    const Rows logs = (*classifier)(x, Vector({6}, 0.9999));  // near pure noise: the prior
    for (std::size_t i = 0; i < 6; ++i) CHECK(std::exp(logs(i, 0)) == doctest::Approx(0.5).epsilon(0.05));
}

// Differences of float32 answers: rounding 1e-6 / h and h^2 / 6 times a third derivative of order 10.
TEST_CASE("the trained classifier's probabilities sum to 1 and its gradient agrees with differences") {
    const NeuralClassifier model(some_classifier());
    const auto classifier = model.classifier(5);
    const Rows x = Random(2, "x").normal_rows(0, 5, 2);
    const Vector t({5}, 0.3);
    const Rows logs = (*classifier)(x, t);
    for (std::size_t i = 0; i < 5; ++i)
        CHECK(std::exp(logs(i, 0)) + std::exp(logs(i, 1)) + std::exp(logs(i, 2)) == doctest::Approx(1));
    const Labels labels = {0, 1, 2, 1, 0};
    const Rows gradient = classifier->gradient(x, t, labels);
    CHECK(distance(gradient, by_differences(*classifier, x, t, labels, 0x1p-8)) < 1e-3);
    CHECK(distance(gradient, zeros(5, 2)) > 0.02);
}

TEST_CASE("a row's class has the same bits in any slice") {
    const NeuralClassifier model(some_classifier());
    const Rows x = Random(2, "x").normal_rows(0, slice_rows, 2);
    const Labels labels(slice_rows, 1);
    const Rows whole = model.classifier(slice_rows)->gradient(x, Vector({slice_rows}, 0.5), labels);
    const Rows part = model.classifier(3)->gradient(row_range(x, 77, 3), Vector({3}, 0.5), {1, 1, 1});
    CHECK(distance(part, row_range(whole, 77, 3)) == 0);
}

TEST_CASE("a denoiser is no classifier") {
    TrainedModel model = some_classifier();
    model.recipe.task = "denoise", model.recipe.prediction = Prediction::v;
    CHECK_THROWS_AS(NeuralClassifier{model}, Error);
}
