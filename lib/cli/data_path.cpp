// Choice between a schedule in data units and the path of a trained model.
#include "cli/data_path.hpp"

#include "core/error.hpp"
#include "model/model_file.hpp"

namespace drift::cli {

void DataPath::check(bool by_steps) const {
    if (by_steps) expect_diffusion(departure, "the Markov chain of --paths");
    if (coupled) throw UsageError("no row moves alone: the model was trained on coupled batches of them");
}

DataPath make_data_path(const std::string& schedule, const std::string& model_file, std::uint64_t seed) {
    if (schedule.empty() && model_file.empty()) throw UsageError("missing '--schedule' or '--model'");
    Recipe recipe;
    if (model_file.empty())
        recipe.schedule = schedule;
    else
        recipe = read_model(model_file).recipe;
    return {.schedule = make_schedule(recipe.schedule),
            .path = make_path(recipe.path, Random(seed, "noise along the path")),
            .base = base_of(recipe),
            .departure = recipe.departure(),
            .coupled = recipe.coupling != Recipe().coupling,
            .units = recipe.standardization};
}

}  // namespace drift::cli
