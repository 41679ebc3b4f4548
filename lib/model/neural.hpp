// The denoiser that a trained network is, behind its preconditioning.
#pragma once

#include "model/denoiser.hpp"
#include "model/recipe.hpp"

namespace drift::model {

/// E[x0 | x_t] by a trained network, in the model's units.
class NeuralModel final : public Model {
public:
    explicit NeuralModel(TrainedModel trained);

    const TrainedModel& trained() const { return trained_; }

    /// A row's bits depend on the row alone, as those of a matrix product do (kernel/gemm.hpp).
    std::unique_ptr<Denoiser> denoiser(std::uint64_t first, std::size_t rows,
                                       const Labels& labels) const override;

private:
    TrainedModel trained_;
    std::unique_ptr<const Network> network_;
};

}  // namespace drift::model
