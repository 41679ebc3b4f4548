#include "network/optimizer.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "distance.hpp"
#include "network/train_state.hpp"

using namespace drift::all;

namespace {

// g = 0.5 + 0.25 in two slices, then g = -1.
TrainState updated(const std::string& spec, double scale) {
    const std::size_t n = 1033;
    const Optimizer optimizer = make_optimizer(spec);
    TrainState state(Floats(n, 2.0F), optimizer, 0);
    const Floats a(n, 0.5F), b(n, 0.25F), c(n, -1.0F);
    const float* first[] = {a.data(), b.data()};
    const float* second[] = {c.data()};
    state.update(optimizer, 1, 0.01, scale, 0, n, first);
    state.update(optimizer, 2, 0.01, scale, 0, n, second);
    return state;
}

Floats filled(const TrainState& state, double value) {
    return Floats(state.parameters.size(), static_cast<float>(value));
}

}  // namespace

TEST_CASE("adam and adamw follow their recursion") {
    for (const double decay : {0.0, 0.1}) {
        const std::string decaying = decay > 0 ? "adamw:beta2=0.99,decay=0.1" : "adam:beta2=0.99";
        const TrainState state = updated(decaying, 0.5);
        double p = 2, m = 0, v = 0;
        int k = 0;
        for (const double g : {0.375, -0.5}) {
            ++k;
            m = 0.9 * m + 0.1 * g, v = 0.99 * v + 0.01 * g * g;
            p -= 0.01 *
                 (decay * p + m / (1 - std::pow(0.9, k)) / (std::sqrt(v / (1 - std::pow(0.99, k))) + 1e-8));
        }
        CHECK(distance(state.parameters, filled(state, p)) < 1e-6);
        CHECK(distance(state.mean, filled(state, m)) < 1e-7);
        CHECK(distance(state.square, filled(state, v)) < 1e-8);
    }
}

TEST_CASE("gradient descent with momentum follows its recursion") {
    const TrainState state = updated("sgd:momentum=0.8", 2);
    double p = 2, m = 0;
    for (const double g : {1.5, -2.0}) m = 0.8 * m + g, p -= 0.01 * m;
    CHECK(distance(state.parameters, filled(state, p)) < 1e-6);
    CHECK(state.square.empty());
}

// f = a p^2 / 2: the pair (p, m) is multiplied by a matrix of determinant `momentum` each step, so after k
// steps it is known by the powers of its eigenvalues; here momentum 0 gives p_k = (1 - rate a)^k p_0.
TEST_CASE("gradient descent on a parabola is a geometric series") {
    const Optimizer optimizer = make_optimizer("sgd:momentum=0");
    TrainState state(Floats(16, 1.0F), optimizer, 0);
    for (int k = 1; k <= 50; ++k) {
        Floats slope = state.parameters;
        for (float& g : slope) g *= 3;
        const float* gradients[] = {slope.data()};
        state.update(optimizer, k, 0.01, 1, 0, 16, gradients);
    }
    CHECK(state.parameters[0] == doctest::Approx(std::pow(0.97, 50)).epsilon(1e-5));
}
