// Configuration files: options as lines `steps = 1000`, long names without dashes; `#` starts a comment. After a line
// `[train]` they are that tool's, those before the first such line every tool's.
#pragma once

#include <string>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace drift::cli {

/// Declares the option that names a configuration file. The command line goes before the file, and a tool's section
/// before the lines on top. A key that is no option, or is given twice in a section, is a UsageError; in a file with
/// sections a key on top may be one that only other tools have of the options common to all.
CLI::Option* read_config(CLI::App& app, const std::string& name);

}  // namespace drift::cli
