// The look of help: two columns that fit a terminal of 80 columns. -h prints what most runs need, --help everything.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace drift::cli {

/// `drift noise` for the tool noise, `drift` for the dispatcher.
std::string full_name(const CLI::App& tool);

/// What -h shows of a tool: these options, by their last names, in this order (without any, all but the common
/// ones), and these command lines, which --help shows, too.
void use_brief_help(CLI::App& app, std::vector<std::string> options, std::vector<std::string> examples);

/// Gives the app and its commands the house's form of help.
void use_house_help(CLI::App& app);

/// A message whose list of known names, if it has one, is broken into lines of 80 columns at most; those after the
/// first begin with two spaces.
std::string wrapped(const std::string& message);

}  // namespace drift::cli
