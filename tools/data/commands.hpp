// The subcommands of data(1): each declares its options on the app and returns its work.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

namespace drift::tools {

struct Command {
    CLI::App* app;
    std::function<void()> work;
};

/// The tool without a subcommand.
Command draw(CLI::App& app);

Command list(CLI::App& app);
Command spec(CLI::App& app);
Command show(CLI::App& app);
Command export_text(CLI::App& app);
Command select(CLI::App& app);

}  // namespace drift::tools
