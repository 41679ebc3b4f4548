// Choice between a schedule in data units and that of a trained model.
#include "cli/data_path.hpp"

#include "core/error.hpp"
#include "model/model_file.hpp"

namespace drift::cli {

DataPath make_data_path(const std::string& schedule, const std::string& model_file) {
    if (schedule.empty() && model_file.empty()) throw UsageError("missing '--schedule' or '--model'");
    if (model_file.empty()) return {make_schedule(schedule), {}};
    TrainedModel model = read_model(model_file);
    return {make_schedule(model.schedule), std::move(model.units)};
}

}  // namespace drift::cli
