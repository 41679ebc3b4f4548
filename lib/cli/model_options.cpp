// One of two.
#include "cli/model_options.hpp"

#include "core/error.hpp"
#include "model/model_file.hpp"
#include "model/neural.hpp"

namespace drift::cli {

std::unique_ptr<const Model> make_model(const ModelOptions& options) {
    if (!options.model.empty()) {
        TrainedModel trained = read_model(options.model);
        if (!trained.recipe.prediction)
            throw Error("a classifier draws no rows: '", options.model,
                        "' was trained with --task classify, a model to draw from is trained without");
        return std::make_unique<NeuralModel>(std::move(trained));
    }
    if (options.exact.empty()) throw UsageError("missing '--model' or '--exact'");
    return make_exact_model(options);
}

std::unique_ptr<ExactModel> make_exact_model(const ModelOptions& options) {
    if (options.exact.empty()) throw UsageError("missing '--exact'");
    if (options.schedule.empty()) throw UsageError("missing '--schedule', which --exact needs");
    return exact::make_exact_model(options.exact, options.exact_labels, make_schedule(options.schedule));
}

}  // namespace drift::cli
