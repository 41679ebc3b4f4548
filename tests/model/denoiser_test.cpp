#include "model/denoiser.hpp"

#include <doctest/doctest.h>

#include "distance.hpp"
#include "model/neural.hpp"

using namespace drift::all;

namespace {

// A decorator in full: x0_hat times a factor, and all else as the model has it.
class Scaled final : public Model {
public:
    Scaled(const Model& model, Real factor) : Model(model.facts()), model_(model), factor_(factor) {}

    std::unique_ptr<Denoiser> denoiser(std::size_t rows, const Labels& labels) const override {
        struct Scaling final : Denoiser {
            Scaling(std::unique_ptr<Denoiser> of, Real by) : denoise(std::move(of)), factor(by) {}
            Rows operator()(const Rows& x, const Vector& t) override { return factor * (*denoise)(x, t); }
            std::unique_ptr<Denoiser> denoise;
            Real factor;
        };
        return std::make_unique<Scaling>(model_.denoiser(rows, labels), factor_);
    }

private:
    const Model& model_;
    Real factor_;
};

NeuralModel stepwise_images() {
    TrainedModel trained;
    trained.recipe.network = "mlp:width=8,depth=1";
    trained.recipe.schedule = "ve:sigma_q=2";
    trained.recipe.prediction = {Prediction::previous, 0.25};
    trained.recipe.row_shape = {2, 3};
    trained.recipe.classes = 4;
    trained.recipe.standardization = {{1, 2, 3, 4, 5, 6}, 2.5F};
    trained.parameters.resize(network_of(trained.recipe)->layout().size(), 0.125F);
    return NeuralModel(std::move(trained));
}

}  // namespace

TEST_CASE("a model that wraps another loses none of its facts") {
    const NeuralModel model = stepwise_images();
    const Scaled scaled(model, 0.5);
    CHECK(&scaled.schedule() == &model.schedule());
    CHECK(scaled.dimension() == 6);
    CHECK(scaled.shape() == Shape{2, 3});
    CHECK(scaled.standardization().mean == model.standardization().mean);
    CHECK(scaled.standardization().spread == 2.5F);
    CHECK(scaled.classes() == 4);
    CHECK(scaled.second_moment() == 1);
    CHECK(scaled.one_step() == 0.25);
    const Rows x = Random(1, "x").normal_rows(0, 3, 6);
    const Labels labels{0, 3, 1};
    const Vector t({3}, 0.5);
    CHECK(distance((*scaled.denoiser(3, labels))(x, t), 0.5 * (*model.denoiser(3, labels))(x, t)) == 0);
}
