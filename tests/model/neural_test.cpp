#include "model/neural.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "core/parallel.hpp"
#include "distance.hpp"
#include "model/preconditioning.hpp"
#include "model/probability_flow.hpp"

using namespace drift::all;

namespace {

// Every prediction that lives on a path.
std::vector<Prediction> kinds_on(const std::string& schedule) {
    std::vector<Prediction> kinds{Prediction::x0,    Prediction::eps,      Prediction::v,
                                  Prediction::score, Prediction::velocity, Prediction::edm};
    if (schedule.starts_with("ve:")) kinds.emplace_back(Prediction::previous, 0.02);
    return kinds;
}

TrainedModel some_model(Prediction kind, const std::string& schedule) {
    TrainedModel model;
    model.recipe.network = "mlp:width=16,depth=2";
    model.recipe.schedule = schedule;
    model.recipe.prediction = kind;
    model.recipe.row_shape = {2};
    model.parameters = make_network(model.recipe.network, 2, 0)->initial(Random(1, "parameters"));
    return model;
}

}  // namespace

// The network sees x / sqrt(alpha^2 + sigma^2) in float32; its output is read as the prediction.
TEST_CASE("the neural denoiser solves the definition of its prediction for x0") {
    for (const char* spec : {"vp-cosine", "ve:sigma_q=5", "linear"})
        for (const Prediction& kind : kinds_on(spec)) {
            const TrainedModel trained = some_model(kind, spec);
            const NeuralModel model(trained);
            const auto network = make_network(trained.recipe.network, 2, 0);
            const Rows x = Random(2, "x").normal_rows(0, 5, 2);
            const Real t = 0.37;
            const Scales at = model.schedule().at(t);
            const Rows x0 = (*model.denoiser(5, {}))(x, Vector({5}, t));
            std::vector<float> seen(10), y(10), times(5, static_cast<float>(t));
            for (std::size_t i = 0; i < 10; ++i)
                seen[i] = static_cast<float>(preconditioning(kind, at).in * x.data()[i]);
            network->forward(trained.parameters.data(), {5, seen.data(), times.data(), nullptr},
                             *network->workspace(5, false), y.data());
            const Rows eps = (x - at.alpha * x0) / at.sigma;
            const Target of = target(kind, at);
            const Preconditioning to = preconditioning(kind, at);
            const Rows prediction = ((of.of_x0 * x0 + of.of_eps * eps) - to.skip * x) / to.out;
            CAPTURE(name(kind));
            CHECK(distance(prediction, y) < 1e-5);  // float32, and products of another height
        }
}

TEST_CASE("a row's posterior mean has the same bits in any slice") {
    const NeuralModel model(some_model(Prediction::v, "vp-cosine"));
    const Rows x = Random(2, "x").normal_rows(0, slice_rows, 2);
    const Rows whole = (*model.denoiser(slice_rows, {}))(x, Vector({slice_rows}, 0.5));
    for (const auto& [first, count] : {std::pair{0, 1}, std::pair{77, 3}, std::pair{100, 28}}) {
        const auto f = static_cast<std::size_t>(first), n = static_cast<std::size_t>(count);
        const Rows part = (*model.denoiser(n, {}))(row_range(x, f, n), Vector({n}, 0.5));
        CHECK(distance(part, row_range(whole, f, n)) == 0);
    }
}

// With E[x0^2] = 1 and E[eps^2] = 1. Of previous the target, whose own noise the step adds, has variance 1
// and what is known of it dt/t of that.
TEST_CASE("in its frame a network's input and target have the variance of unit data at every time") {
    for (const std::string spec : {"ve:sigma_q=30", "vp-linear", "linear", "edm"})
        for (const Real t : {0.02, 0.4, 0.99})
            for (const Prediction& kind : kinds_on(spec)) {
                CAPTURE(spec);
                CAPTURE(name(kind));
                const Scales at = make_schedule(spec)->at(t);
                const Real in = preconditioning(kind, at).in;
                CHECK(in * in * (at.alpha * at.alpha + at.sigma * at.sigma) == doctest::Approx(1));
                const auto [of_x0, of_eps] = network_target(kind, at);
                const Real expected = kind.kind == Prediction::previous ? kind.dt / t : 1;
                CHECK(of_x0 * of_x0 + of_eps * of_eps == doctest::Approx(expected));
            }
}

TEST_CASE("what a perfect network says leads back to x0 at every time, and x alone does without noise") {
    for (const std::string spec : {"ve:sigma_q=3", "vp-cosine", "linear", "edm"})
        for (const Prediction& kind : kinds_on(spec)) {
            CAPTURE(spec);
            CAPTURE(name(kind));
            const auto schedule = make_schedule(spec);
            for (const Real t : {0.02, 0.4, 0.99}) {
                const Scales at = schedule->at(t);
                const Target f = network_target(kind, at);
                const ToX0 back = network_to_x0(kind, at);
                const Real x = at.alpha * 1.5 - at.sigma * 0.5;
                CHECK(std::abs(back.of_x * x + back.of_y * (f.of_x0 * 1.5 - f.of_eps * 0.5) - 1.5) < 1e-11);
            }
            if (kind == Prediction::x0) continue;
            CHECK(network_to_x0(kind, schedule->at(0)).of_x == 1);
            CHECK(network_to_x0(kind, schedule->at(0)).of_y == 0);
        }
}

// The detour divides by sigma and multiplies by it again: 1e-12 of numbers about 10. The products go through the
// network in float32 at another scale: some roundings of 6e-8 of such numbers.
TEST_CASE(
    "a network of velocity says the flow itself, which is that of its E[x0 | x_t] with its derivatives") {
    for (const std::string spec : {"vp-cosine", "linear", "ve:sigma_q=5"}) {
        TrainedModel trained = some_model(Prediction::velocity, spec);
        for (std::size_t i = 0; i < trained.parameters.size(); ++i)
            trained.parameters[i] += 0.05F * std::sin(static_cast<float>(i));
        const NeuralModel model(trained);
        const Rows x = Random(2, "x").normal_rows(0, 4, 2), w = Random(2, "w").normal_rows(0, 4, 2);
        const Vector t{0.05, 0.37, 0.37, 0.98};
        const auto denoise = model.denoiser(4, {});
        ProbabilityFlow detour(*denoise, model.schedule());
        const auto u = model.velocity(4, {});
        std::vector<Rows> direct, products;
        CAPTURE(spec);
        CHECK(distance((*u)(x, t), detour(x, t)) < 1e-12);
        CHECK(distance(u->vjp(x, t, {w}, direct), (*u)(x, t)) == 0);
        detour.vjp(x, t, {w}, products);
        CHECK(distance(direct[0], products[0]) < 5e-6);
    }
    const NeuralModel still(some_model(Prediction::velocity, "linear"));
    for (const Real number : (*still.velocity(1, {}))(zeros(1, 2), Vector({1}, 0.0)))  // where sigma = 0
        CHECK(std::isfinite(number));
}
