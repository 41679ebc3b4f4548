// Training sets: rows and classes from files, checked and put into the units of the model.
#pragma once

#include <string>
#include <vector>

#include "model/neural.hpp"

namespace drift::train {

/// Training rows in the model's units, and their classes.
struct TrainingSet {
    std::vector<float> rows;  // (n, d)
    std::size_t n, d;
    Labels labels;            // (n) or empty
    std::size_t classes = 0;  // labels are 0 .. classes - 1
};

/// What a training is given: rows of d = entries(row_shape) numbers in data units, and their classes, if any.
struct FitData {
    std::vector<float> rows;
    Shape row_shape;
    Labels labels;
    std::string name, labels_name;  // for messages
};

/// Error when the data are no training set: no rows, a row that is not finite, labels of another number than
/// the rows.
void check(const FitData& data);

/// The rows in these units, in place: memory holds them once.
TrainingSet training_set(FitData data, const Standardization& units);

/// Rows kept aside, for a model of these units, shape and classes; Error when they are of others.
TrainingSet validation_set(FitData data, const TrainedModel& model);

}  // namespace drift::train
