// The derivatives of denoisers against central differences and what they must be.
#include <doctest/doctest.h>

#include <cmath>

#include "distance.hpp"
#include "exact/empirical_model.hpp"
#include "exact/examples.hpp"
#include "exact/mixture_model.hpp"
#include "model/neural.hpp"

using namespace drift::all;

namespace {

Mixture tilted() {
    return {
        {0.4, 0.6},
        rows({{1.0, -0.5, 0.2}, {-0.6, 0.3, 0.1}}),
        rows({{0.5, 0.1, 0.3}, {0.2, 0.9, 0.0}}),
        {rows({{0.8, -0.6, 0}, {0.6, 0.8, 0}, {0, 0, 1}}), rows({{1, 0, 0}, {0, 0.6, -0.8}, {0, 0.8, 0.6}})},
        {0, 1}};
}

// J (n, d, d): row a of J is the derivative of E[x0_a | x].
std::vector<Rows> by_products(const Model& model, const Rows& x, const Vector& t, const Labels& labels = {}) {
    const std::size_t n = row_count(x), d = dimension(x);
    std::vector<Rows> w(d, zeros(n, d)), products;
    for (std::size_t a = 0; a < d; ++a)
        for (std::size_t i = 0; i < n; ++i) w[a](i, a) = 1;
    const auto denoise = model.denoiser(n, labels);
    const Rows x0 = denoise->vjp(x, t, w, products);
    CHECK(distance(x0, (*model.denoiser(n, labels))(x, t)) == 0);
    return products;
}

std::vector<Rows> by_differences(const Model& model, const Rows& x, const Vector& t, Real h,
                                 const Labels& labels = {}) {
    const std::size_t n = row_count(x), d = dimension(x);
    std::vector<Rows> jacobian(d, zeros(n, d));
    const auto denoise = model.denoiser(n, labels);
    for (std::size_t b = 0; b < d; ++b) {
        Rows up = x, down = x;
        for (std::size_t i = 0; i < n; ++i) up(i, b) += h, down(i, b) -= h;
        const Rows slope = ((*denoise)(up, t) - (*denoise)(down, t)) / (2 * h);
        for (std::size_t a = 0; a < d; ++a)
            for (std::size_t i = 0; i < n; ++i) jacobian[a](i, b) = slope(i, a);
    }
    return jacobian;
}

void check_exact(const Model& model, const Labels& labels = {}) {
    const std::size_t d = model.dimension(), n = 23;
    const Rows x = Random(1, "vjp").normal_rows(0, n, d);
    Vector t({n}, 0.3);
    for (std::size_t i = 0; i < n; ++i) t(i) = 0.2 + 0.03 * static_cast<Real>(i / 2);
    const std::vector<Rows> products = by_products(model, x, t, labels),
                            differences = by_differences(model, x, t, 1e-5, labels);
    for (std::size_t a = 0; a < d; ++a) {
        CHECK(distance(products[a], differences[a]) < 1e-7);
        for (std::size_t b = 0; b < a; ++b)
            for (std::size_t i = 0; i < n; ++i)
                CHECK(std::abs(products[a](i, b) - products[b](i, a)) < 1e-13);
    }
}

}  // namespace

TEST_CASE("the products of exact models are their derivatives, and symmetric") {
    check_exact(MixtureModel(four_gaussians(), schedule_of("vp-linear")));
    check_exact(MixtureModel(tilted(), schedule_of("ve")));
    const Labels classes{0, 1, 1, 0, 1, 0, 0, 0, 1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 1, 0, 1};
    check_exact(MixtureModel(tilted(), schedule_of("linear")), classes);
    const Rows few = Random(2, "points").normal_rows(0, 700, 3),
               many = Random(3, "points").normal_rows(0, 700, 14);
    Labels halves(700);
    for (std::size_t i = 0; i < 700; ++i) halves[i] = i % 2;
    check_exact(EmpiricalModel(few, {}, {3}, schedule_of("vp-linear")));
    check_exact(EmpiricalModel(few, halves, {3}, schedule_of("vp-linear")), classes);
    check_exact(EmpiricalModel(many, halves, {14}, schedule_of("vp-cosine")), classes);
    check_exact(EmpiricalModel(Rows(many + 0.1), {}, {14}, schedule_of("vp-linear")));  // not exact in float
}

// A network in single precision: differences of h = 0.002 are off by about 50 h^2 and 1e-7 / h.
TEST_CASE("the products of a trained model are its derivatives") {
    for (const Prediction kind : {Prediction::v, Prediction::eps, Prediction::x0}) {
        TrainedModel trained;
        trained.recipe.network = "mlp:width=32,depth=2";
        trained.recipe.schedule = "vp-linear";
        trained.recipe.prediction = kind;
        trained.recipe.row_shape = {3};
        trained.recipe.classes = 2;
        const auto network = make_network(trained.recipe.network, 3, 2);
        trained.recipe.network = network->spec();
        trained.parameters = network->initial(Random(1, "network"));
        for (std::size_t i = 0; i < trained.parameters.size(); ++i)
            trained.parameters[i] += 0.05F * std::sin(static_cast<float>(i));
        const NeuralModel model(trained);
        const Rows x = Random(4, "x").normal_rows(0, 9, 3);
        const Vector t{0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.35};
        const Labels labels{0, 1, 0, 1, 0, 1, 0, 1, 1};
        const std::vector<Rows> products = by_products(model, x, t, labels),
                                differences = by_differences(model, x, t, 0.002, labels);
        for (std::size_t a = 0; a < 3; ++a) CHECK(distance(products[a], differences[a]) < 1e-3);
    }
}
