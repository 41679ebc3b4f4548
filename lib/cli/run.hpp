// Running a tool: from the command line to the exit status. The project's only catch is here.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

namespace drift::cli {

/// Parses the command line into the options declared on the app, works, and checks that the last write to
/// standard output succeeded. Every failure is one line on standard error, `drift noise: what: which`, and a
/// status: 1 failed, 2 wrong command line, 3 numbers diverged, 4 a required figure not met, 128 + n ended by
/// signal n. SIGPIPE ends the process as in any filter.
int run(CLI::App& app, int argc, char** argv, const std::function<void()>& work);

}  // namespace drift::cli
