// The denoiser or velocity that a trained network is, behind its preconditioning.
#pragma once

#include "model/denoiser.hpp"
#include "model/recipe.hpp"

namespace drift::model {

/// E[x0 | x_t] by a trained network, in the model's units. One that was trained to predict velocity says u_t(x)
/// itself, without a detour over E[x0 | x_t], and on a path that is not affine it says nothing else.
class NeuralModel final : public Model {
public:
    explicit NeuralModel(TrainedModel trained);

    const TrainedModel& trained() const { return trained_; }

    /// A row's bits depend on the row alone, as those of a matrix product do (kernel/gemm.hpp).
    std::unique_ptr<Denoiser> denoiser(std::size_t rows, const Labels& labels) const override;
    std::unique_ptr<Field> velocity(std::size_t rows, const Labels& labels) const override;

private:
    TrainedModel trained_;
    std::unique_ptr<const Network> network_;
};

}  // namespace drift::model
