// One of two.
#include "cli/model_choice.hpp"

#include "core/error.hpp"
#include "model/model_file.hpp"
#include "model/neural.hpp"

namespace drift::cli {

std::unique_ptr<const Model> make_model(const ModelChoice& choice) {
    if (!choice.model.empty()) {
        TrainedModel trained = read_model(choice.model);
        if (!trained.recipe.prediction)
            throw Error("a classifier draws no rows: '", choice.model,
                        "' was trained with --task classify, a model to draw from is trained without");
        return std::make_unique<NeuralModel>(std::move(trained));
    }
    if (choice.exact.empty()) throw UsageError("missing '--model' or '--exact'");
    return make_exact_model(choice);
}

std::unique_ptr<ExactModel> make_exact_model(const ModelChoice& choice) {
    if (choice.exact.empty()) throw UsageError("missing '--exact'");
    if (choice.schedule.empty()) throw UsageError("missing '--schedule', which --exact needs");
    return exact::make_exact_model(choice.exact, choice.exact_labels, make_schedule(choice.schedule));
}

}  // namespace drift::cli
