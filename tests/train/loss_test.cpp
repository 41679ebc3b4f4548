#include "train/loss.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "core/random.hpp"

using namespace drift::all;

namespace {

constexpr std::size_t n = 3, classes = 4;
const int labels[n] = {2, 0, 3};
constexpr float factor = 0.25F;

// -log softmax, by its formula in double.
double entropy_by_definition(const std::vector<double>& y) {
    double loss = 0;
    for (std::size_t i = 0; i < n; ++i) {
        double sum = 0;
        for (std::size_t c = 0; c < classes; ++c) sum += std::exp(y[i * classes + c]);
        loss -= factor * std::log(std::exp(y[i * classes + static_cast<std::size_t>(labels[i])]) / sum);
    }
    return loss;
}

std::vector<float> answers() {
    std::vector<float> y(n * classes);
    Random(1, "answers").normals(0, 0, y);
    return y;
}

}  // namespace

TEST_CASE("cross-entropy and its gradient are those of its definition") {
    std::vector<float> y = answers();
    std::vector<double> at(y.begin(), y.end());
    CHECK(cross_entropy(n, classes, labels, factor, y.data()) ==
          doctest::Approx(entropy_by_definition(at)).epsilon(1e-12));
    for (std::size_t i = 0; i < at.size(); ++i) {
        double difference = 0;
        for (const double h : {1e-5, -1e-5}) {
            std::vector<double> moved = at;
            moved[i] += h;
            difference += entropy_by_definition(moved) / (2 * h);
        }
        CHECK(std::abs(y[i] - difference) < 1e-7);  // a float of size 1/4, and h^2
    }
}

TEST_CASE("cross-entropy stays finite however sure the answer, and is linear where it is wrong") {
    std::vector<float> y = {1e4F, 0, -1e4F, 0};
    const int right = 0, wrong = 2;
    CHECK(cross_entropy(1, classes, &right, 1, y.data()) == 0);
    y = {1e4F, 0, -1e4F, 0};
    CHECK(cross_entropy(1, classes, &wrong, 1, y.data()) == 2e4);
    CHECK(y == std::vector<float>{1, 0, -1, 0});
}

TEST_CASE("the square error's gradient is twice the error") {
    std::vector<float> y = answers();
    const std::vector<float> before = y, target(y.size(), 0.5F);
    double loss = 0;
    for (const float value : before) loss += 0.25 * (value - 0.5) * (value - 0.5);
    CHECK(square_error(y.size(), target.data(), factor, y.data()) == doctest::Approx(loss).epsilon(1e-6));
    for (std::size_t i = 0; i < y.size(); ++i)
        CHECK(y[i] == doctest::Approx(2 * 0.25 * (before[i] - 0.5)).epsilon(1e-6));
}

TEST_CASE("a slice costs the same with its gradient and without") {
    const auto network = make_network("mlp:width=8,depth=1", 2, 0);
    const Floats parameters = network->initial(Random(1, "network"));
    double losses[2];
    std::vector<double> of_rows[2];
    for (const bool with : {false, true}) {
        SliceWorkspace work(*network, 5, with);
        Examples& examples = work.examples;
        examples.x.resize(10), examples.target.resize(10), examples.t = {0.1F, 0.2F, 0.3F, 0.4F, 0.5F};
        Random(2, "x").normals(0, 0, examples.x);
        Random(3, "target").normals(0, 0, examples.target);
        examples.weight = {1, 2, 1, 1, 3}, examples.importance_weight = {1, 1, 2, 1, 0.5};
        Floats gradient(network->layout().trained_size(), 0);
        losses[with] =
            slice_loss(Loss::square, *network, parameters.data(), 20, work, with ? gradient.data() : nullptr);
        of_rows[with] = work.row_losses;
        CHECK((gradient != Floats(gradient.size(), 0)) == with);
    }
    CHECK(losses[0] == doctest::Approx(losses[1]).epsilon(1e-6));  // one workspace keeps derivatives
    double sum = 0;
    for (std::size_t i = 0; i < 5; ++i) {
        CHECK(of_rows[0][i] == doctest::Approx(of_rows[1][i]).epsilon(1e-6));
        sum += of_rows[1][i] * std::vector<double>{1, 1, 2, 1, 0.5}[i] / 20;
    }
    CHECK(sum == doctest::Approx(losses[1]).epsilon(1e-6));
}
