// Decorators: models that change another one, as guidance does.
#pragma once

#include "model/denoiser.hpp"

namespace drift::model {

/// Has all that the model has which it changes, and leaves it to a derived class to override denoiser(), of which
/// it may call any number of the model's. The model outlives it.
class ModelDecorator : public Model {
public:
    explicit ModelDecorator(const Model& model) : Model(model.facts()), model_(model) {}

    std::unique_ptr<Denoiser> denoiser(std::size_t rows, const Labels& labels) const override {
        return model_.denoiser(rows, labels);
    }

    const NoisedLaw* law() const override { return model_.law(); }

protected:
    const Model& model() const { return model_; }

private:
    const Model& model_;
};

}  // namespace drift::model
