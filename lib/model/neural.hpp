// Trained models: a network, what it predicts, and the schedule and units it was trained under.
#pragma once

#include "model/denoiser.hpp"
#include "model/standardization.hpp"
#include "network/network.hpp"
#include "path/prediction.hpp"

namespace drift::model {

/// What a network is trained for: to tell the data behind a noisy row, or the row's class.
enum class Task { denoise, classify };

/// All that a model file holds (drift-model(5)).
struct TrainedModel {
    Task task = Task::denoise;
    std::string network;                    // spec, every setting written out
    std::string schedule;                   // likewise
    Prediction prediction = Prediction::v;  // of a denoiser
    Shape row_shape;                        // of the data: (8, 8) for small images
    std::size_t classes = 0;
    Standardization units;
    Floats parameters;    // in the network's layout
    std::string average;  // which average of the training's parameters they are: spec
    std::uint64_t steps = 0, seed = 0;
};

/// The network of a model: a denoiser is told the class, a classifier has an output for each.
std::unique_ptr<const Network> network_of(const TrainedModel& model);

/// E[x0 | x_t] by a trained network, in the model's units.
class NeuralModel final : public Model {
public:
    explicit NeuralModel(TrainedModel trained);

    const TrainedModel& trained() const { return trained_; }

    /// A row's bits depend on the row alone, as those of a matrix product do (core/gemm.hpp).
    std::unique_ptr<Denoiser> denoiser(std::uint64_t first, std::size_t rows,
                                       const Labels& labels) const override;

private:
    TrainedModel trained_;
    std::unique_ptr<const Network> network_;
};

}  // namespace drift::model
