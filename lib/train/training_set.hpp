// Training sets: rows and classes, checked and standardized.
#pragma once

#include <string>
#include <vector>

#include "io/npy_type.hpp"
#include "model/recipe.hpp"

namespace drift::train {

/// What a training is given: rows of d = entries(row_shape) numbers in data units, and their classes, if any.
struct TrainingData {
    std::vector<float> rows;  // (n, d), less the origin
    Shape row_shape;
    Labels labels;                    // (n) or empty
    std::string name, labels_name;    // for messages
    std::vector<double> origin = {};  // (d), or empty for 0
    npy::Type type = npy::Type::f4;   // that the rows were read from
};

/// Training rows in the model's units, and their classes.
struct TrainingSet {
    std::vector<float> rows;  // (n, d)
    std::size_t n, d;
    Labels labels;            // (n) or empty
    std::size_t classes = 0;  // labels are 0 .. classes - 1
};

/// The recipe of a network for these rows, which gives it its shape, classes and standardization. `chosen`
/// holds the rest: task, network, schedule, path, coupling, base and prediction. Error when the data are no training set:
/// no rows, a row that is not finite, labels of another number than the rows, or steps of the file's numbers beside the
/// mean that are wider than what is left of the spread. drop_label: the probability that a row is trained without its
/// class.
Recipe recipe_for(const TrainingData& data, Recipe chosen, double drop_label = 0);

/// The rows in the recipe's units, in place: memory holds them once.
TrainingSet training_set(TrainingData data, const Recipe& recipe);

/// The same of rows kept aside; Error when they are no training set, or of another shape or other classes.
TrainingSet validation_set(TrainingData data, const Recipe& recipe);

}  // namespace drift::train
