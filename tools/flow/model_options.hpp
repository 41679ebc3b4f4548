// The model of a command: a trained one, or an exact one under a schedule.
#pragma once

#include <CLI/CLI.hpp>

#include "cli/model_options.hpp"
#include "cli/options.hpp"
#include "path/schedule.hpp"

namespace drift::tools {

inline void declare_model(CLI::App& app, cli::ModelOptions& o) {
    CLI::Option* model = cli::add_input(app, "-m,--model", o.model, "a trained model");
    CLI::Option* exact =
        cli::add_input(app, "--exact", o.exact,
                       "use the exact model of these points (.npy) or of this Gaussian mixture (.json)");
    CLI::Option* schedule = cli::add_spec(app, "-s,--schedule", o.schedule, path::schedules(),
                                          "noise schedule of the exact model");
    for (CLI::Option* option : {exact, schedule}) option->excludes(model);
}

}  // namespace drift::tools
