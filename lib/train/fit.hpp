// A whole training: rows in, a model out.
#pragma once

#include <functional>
#include <string>

#include "model/neural.hpp"
#include "train/trainer.hpp"

namespace drift {

struct FitSettings {
    std::string schedule, network;  // specs
    Prediction prediction = Prediction::v;
    std::uint64_t steps = 0, seed = 0;
    Trainer::Settings trainer;
    double drop_label = 0;
    std::string weight = "uniform", time_sampling = "stratified";  // specs
};

/// What a training is given: rows of d = entries(row_shape) numbers in data units, and their classes, if any.
struct FitData {
    std::vector<float> rows;
    Shape row_shape;
    Labels labels;
    std::string name, labels_name;  // for messages
};

/// After each step: its number and the loss of its batch.
using Report = std::function<void(std::uint64_t step, double loss)>;

/// Error when the data are no training set: no rows, a row that is not finite, labels of another number than
/// the rows.
TrainedModel fit(FitData data, const FitSettings& settings, Team& team, const Report& report);

}  // namespace drift
