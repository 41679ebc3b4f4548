#include "metric/accuracy.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "core/error.hpp"
#include "exact/mixture_model.hpp"
#include "sampler/runs.hpp"

using namespace drift::all;

namespace {

// N(-1, 1) and N(1, 1), equally probable, in units of 2 about 3.
const Standardization units{{3.0F}, 2.0F};

struct Drawn {
    Rows x = zeros(20'000, 1);
    Labels labels = Labels(20'000);

    Drawn() {
        const Rows z = Random(1, "two").normal_rows(0, row_count(x), 1);
        for (std::size_t i = 0; i < row_count(x); ++i) {
            labels[i] = i % 2;
            x(i, 0) = 3 + 2 * (z(i, 0) + (labels[i] ? 1 : -1));
        }
    }
};

Mixture two_classes() {
    Mixture mixture = isotropic({0.5, 0.5}, rows({{-1.0}, {1.0}}), {1.0, 1.0});
    mixture.labels = {0, 1};
    return mixture;
}

TrainedModel silent() {
    TrainedModel model;
    model.recipe.task = "classify", model.recipe.prediction = std::nullopt;
    model.recipe.network = "mlp:width=8,depth=1";
    model.recipe.schedule = "vp-linear";
    model.recipe.row_shape = {1};
    model.recipe.classes = 2;
    model.recipe.standardization = units;
    model.parameters.assign(network_of(model.recipe)->layout().size(), 0);
    return model;
}

}  // namespace

// Bayes' rule looks at the sign of x_t, which is right with probability Phi(alpha / sqrt(alpha^2 + sigma^2)).
TEST_CASE("Bayes' rule has the accuracy of its closed form at every time") {
    const MixtureModel model(two_classes(), schedule_of("vp-linear"));
    const Drawn drawn;
    ThreadPool pool(2);
    const Accuracy found = accuracy(model, units, drawn.x, drawn.labels, {0, 0.2, 0.5, 0.8}, 0, pool);
    for (const AtTime& at : found.times) {
        const Scales scales = model.schedule().at(at.t);
        const Real exact = 0.5 * std::erfc(-scales.alpha / std::sqrt(2.0));
        CHECK(std::abs(at.right.value() - exact) < 5 * at.right.error());
        CHECK(std::abs(at.right.error() - std::sqrt(exact * (1 - exact) / 20'000)) < 1e-4);
    }
    CHECK(found.right.n == 20'000);
}

TEST_CASE("a classifier that says nothing is right by chance and loses ln 2") {
    const NeuralClassifier model(silent());
    const Drawn drawn;
    ThreadPool pool(2);
    const Accuracy found = accuracy(model, drawn.x, drawn.labels, {0, 0.5}, 0, pool);
    for (const AtTime& at : found.times) {
        CHECK(at.right.value() == 0.5);
        CHECK(std::abs(at.loss.value() - std::log(2.0)) < 1e-6);
    }
    CHECK(found.right.value() == 0.5);
}

TEST_CASE("labels are one per row, and known") {
    const NeuralClassifier model(silent());
    ThreadPool pool(1);
    CHECK_THROWS_WITH_AS(accuracy(model, zeros(3, 1), {0, 1}, {0}, 0, pool),
                         "expected 3 labels, one per row, found 2", Error);
    CHECK_THROWS_WITH_AS(accuracy(model, zeros(1, 1), {2}, {0}, 0, pool),
                         "no class 2: the classifier knows 0 to 1", Error);
    const MixtureModel none(two_humps(), schedule_of("vp-linear"));
    CHECK_THROWS_AS(accuracy(none, {}, zeros(1, 1), {0}, {0}, 0, pool), UsageError);
}
