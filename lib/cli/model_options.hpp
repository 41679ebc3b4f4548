// The model that a command line names: a trained one, or an exact one under a schedule.
#pragma once

#include <memory>
#include <string>

#include "exact/exact_model.hpp"

namespace drift::cli {

/// Files and specs; empty where nothing is named.
struct ModelOptions {
    std::string model;                // a model file
    std::string exact, exact_labels;  // points or a mixture, and the classes of points
    std::string schedule;             // of the exact model
};

/// UsageError when neither or too little is named.
std::unique_ptr<const Model> make_model(const ModelOptions& options);

/// The exact one of them; UsageError when it is not named.
std::unique_ptr<ExactModel> make_exact_model(const ModelOptions& options);

}  // namespace drift::cli
