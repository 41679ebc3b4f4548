// The commands of flow(1): each declares its options on the app and returns its work.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

#include "cli/options.hpp"

namespace drift::tools {

struct Command {
    CLI::App* app;
    std::function<void()> work;
};

/// common: the options of the tool itself, which a command adds to and reads when it works.
Command pair(CLI::App& app, cli::Common& common);
Command couple(CLI::App& app, cli::Common& common);
Command train(CLI::App& app, cli::Common& common);
Command run(CLI::App& app, cli::Common& common);
Command field(CLI::App& app, cli::Common& common);

}  // namespace drift::tools
