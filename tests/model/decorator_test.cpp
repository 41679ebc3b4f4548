#include "model/decorator.hpp"

#include <doctest/doctest.h>

#include "core/error.hpp"
#include "distance.hpp"
#include "exact/examples.hpp"
#include "exact/mixture_model.hpp"
#include "metric/nll.hpp"
#include "model/neural.hpp"
#include "sampler/sampler.hpp"
#include "solver/solvers.hpp"

using namespace drift::all;

namespace {

// Classifier-free guidance, (1 + w) E[x0 | x_t, class] - w E[x0 | x_t]: two evaluations a call. All else as the
// model has it.
class Guided final : public ModelDecorator {
public:
    Guided(const Model& of, Real w) : ModelDecorator(of), w_(w) {}

    std::unique_ptr<Denoiser> denoiser(std::size_t rows, const Labels& labels) const override {
        return std::make_unique<Both>(model().denoiser(rows, labels), model().denoiser(rows, {}), w_);
    }

private:
    struct Both final : Denoiser {
        Both(std::unique_ptr<Denoiser> given, std::unique_ptr<Denoiser> free, Real weight)
            : with(std::move(given)), without(std::move(free)), w(weight) {}

        Rows operator()(const Rows& x, const Vector& t) override {
            return (1 + w) * (*with)(x, t) - w * (*without)(x, t);
        }

        Rows vjp(const Rows& x, const Vector& t, const std::vector<Rows>& v,
                 std::vector<Rows>& products) override {
            std::vector<Rows> others;
            const Rows a = with->vjp(x, t, v, products), b = without->vjp(x, t, v, others);
            for (std::size_t i = 0; i < v.size(); ++i) products[i] = (1 + w) * products[i] - w * others[i];
            return (1 + w) * a - w * b;
        }

        std::uint64_t evaluations() const override { return with->evaluations() + without->evaluations(); }

        std::unique_ptr<Denoiser> with, without;
        Real w;
    };

    Real w_;
};

NeuralModel stepwise_images() {
    TrainedModel trained;
    trained.recipe.network = "mlp:width=8,depth=1";
    trained.recipe.schedule = "ve:sigma_q=2";
    trained.recipe.prediction = {Prediction::previous, 0.25};
    trained.recipe.row_shape = {2, 3};
    trained.recipe.classes = 4;
    trained.recipe.standardization = {{1, 2, 3, 4, 5, 6}, 2.5F};
    const auto network = network_of(trained.recipe);
    trained.parameters = network->initial(Random(3, "network"));
    return NeuralModel(std::move(trained));
}

// Two overlapping classes, so that guidance matters.
MixtureModel two_classes() {
    return {
        Mixture{{0.4, 0.6}, rows({{-1.0, 0.5}, {1.0, -0.25}}), rows({{0.3, 0.5}, {0.7, 0.2}}), {}, {0, 1}},
        schedule_of("vp-linear")};
}

}  // namespace

TEST_CASE("a model that changes another's denoiser loses none of its facts") {
    const NeuralModel model = stepwise_images();
    const Guided guided(model, 0.5);
    CHECK(&guided.schedule() == &model.schedule());
    CHECK(guided.dimension() == 6);
    CHECK(guided.shape() == Shape{2, 3});
    CHECK(guided.standardization().mean == model.standardization().mean);
    CHECK(guided.standardization().spread == 2.5F);
    CHECK(guided.classes() == 4);
    CHECK(guided.second_moment() == 1);
    CHECK(guided.one_step() == 0.25);
    CHECK(guided.law() == nullptr);
    const Rows x = Random(1, "x").normal_rows(0, 3, 6);
    const Labels labels{0, 3, 1};
    const Vector t({3}, 0.5);
    const Rows expected = 1.5 * (*model.denoiser(3, labels))(x, t) - 0.5 * (*model.denoiser(3, {}))(x, t);
    CHECK(distance((*guided.denoiser(3, labels))(x, t), expected) == 0);
}

TEST_CASE("what a guided step costs is both of its networks") {
    const MixtureModel model = two_classes();
    const Guided guided(model, 1);
    ThreadPool pool(2);
    const Labels labels(200, 1);
    for (const auto& [name, each] :
         std::vector<std::pair<std::string, std::uint64_t>>{{"ddim", 1}, {"rk4", 4}}) {
        const Solver solver = make_solver(name, model.schedule());
        const TimeGrid grid({0.9, 0.5, 0.2, 0.1}, model.schedule(), solver);
        const auto cost = [&](const Model& of) {
            return Sampler{
                .model = of, .solver = solver, .grid = grid, .noise = std::make_shared<RandomNoise>(1)}(
                       5, 200, labels, pool)
                .evaluations;
        };
        CHECK(cost(model) == 200 * 3 * each);
        CHECK(cost(guided) == 200 * 3 * each * 2);
    }
}

TEST_CASE("an exact model's start, labels, likelihood and derivatives go through a decorator") {
    const MixtureModel model = two_classes();
    const Guided same(model, 0), guided(model, 1);
    ThreadPool pool(2);
    const Labels labels{0, 1, 1};
    const auto noise = std::make_shared<RandomNoise>(7);
    const Scales at = model.schedule().at(0.8);
    CHECK(distance(exact_start(guided, 7, noise, at)(3, 3, labels),
                   exact_start(model, 7, noise, at)(3, 3, labels)) == 0);
    CHECK(distance(exact_start(guided, 7, noise, at)(3, 3, {}), exact_start(model, 7, noise, at)(3, 3, {})) ==
          0);

    // with w = 0 the likelihood is the class's own, from its exact law at the last time
    LikelihoodSettings settings;
    settings.exact_start = true;
    const Rows x = rows({{-0.9, 0.3}, {1.2, -0.1}, {0.4, 0.2}});
    const Nll plain = negative_log_likelihood(model, x, labels, settings, pool),
              through = negative_log_likelihood(same, x, labels, settings, pool),
              far = negative_log_likelihood(guided, x, labels, settings, pool);
    CHECK(distance(column(through.log_likelihood), column(plain.log_likelihood)) < 1e-12);
    CHECK(through.evaluations == 2 * plain.evaluations);
    CHECK(distance(column(far.log_likelihood), column(plain.log_likelihood)) > 0.1);

    // central differences of the guided denoiser, right to h^2 and to rounding / h
    const std::vector<Rows> w{rows({{1.0, 0.0}, {0.0, 1.0}, {0.6, -0.8}})};
    std::vector<Rows> products;
    const Vector t({3}, 0.4);
    const auto denoise = guided.denoiser(3, labels);
    denoise->vjp(x, t, w, products);
    constexpr Real h = 1e-5;
    for (std::size_t j = 0; j < 2; ++j) {
        Rows above = x, below = x;
        for (std::size_t i = 0; i < 3; ++i) above(i, j) += h, below(i, j) -= h;
        const Rows slope = ((*denoise)(above, t) - (*denoise)(below, t)) / (2 * h);
        for (std::size_t i = 0; i < 3; ++i) {
            const Real expected = w[0](i, 0) * slope(i, 0) + w[0](i, 1) * slope(i, 1);
            CHECK(std::abs(products[0](i, j) - expected) < 1e-8);
        }
    }
}

TEST_CASE("an exact start of a model that knows no law is refused") {
    const NeuralModel model = stepwise_images();
    CHECK_THROWS_WITH_AS(exact_start(model, 1, std::make_shared<RandomNoise>(1), model.schedule().at(1)),
                         "an exact start draws from the data's law, which only an exact model knows",
                         UsageError);
}
