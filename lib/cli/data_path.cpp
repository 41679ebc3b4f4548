// Choice between a schedule in data units and that of a trained model.
#include "cli/data_path.hpp"

#include "core/error.hpp"
#include "model/model_file.hpp"

namespace drift::cli {

DataPath make_data_path(const std::string& schedule, const std::string& model_file) {
    if (schedule.empty() && model_file.empty()) throw UsageError("missing '--schedule' or '--model'");
    if (model_file.empty()) return {make_schedule(schedule), {}};
    const Recipe recipe = read_model(model_file).recipe;
    return {make_schedule(recipe.schedule), recipe.standardization};
}

}  // namespace drift::cli
