// Where the points of data move: a schedule, and the units in which it holds.
#pragma once

#include <memory>
#include <string>

#include "core/array.hpp"
#include "model/standardization.hpp"
#include "path/schedule.hpp"

namespace drift::cli {

/// x_t = alpha x0 + sigma eps in a model's units; the identity where there is no model.
struct DataPath {
    std::unique_ptr<const Schedule> schedule;
    Standardization units;

    Rows in_data(Rows points) const {
        units.to_data(points);
        return points;
    }
};

/// The path of a schedule (a spec), or, when it is empty, that of a model file. UsageError without either.
DataPath make_data_path(const std::string& schedule, const std::string& model_file);

}  // namespace drift::cli
