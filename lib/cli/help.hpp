// The look of --help: two columns that fit a terminal of 90 columns.
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace drift::cli {

/// `drift noise` for the tool noise, `drift` for the dispatcher.
std::string full_name(const CLI::App& tool);

/// Gives the app and its commands the house's form of --help.
void use_house_help(CLI::App& app);

}  // namespace drift::cli
