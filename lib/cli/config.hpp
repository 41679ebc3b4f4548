// Configuration files: options as lines `steps = 1000`, long names without dashes; `#` starts a comment.
#pragma once

#include <string>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace drift::cli {

/// Declares the option that names a configuration file. The command line goes before the file; a key that is
/// no option, or is given twice, is a UsageError.
CLI::Option* read_config(CLI::App& app, const std::string& name);

}  // namespace drift::cli
