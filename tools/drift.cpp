// drift(1): run a tool of the suite, `drift noise` runs the program `noise`.
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iostream>

#include "cli/options.hpp"
#include "cli/run.hpp"
#include "cli/tools.hpp"
#include "core/error.hpp"
#include "help.hpp"

using namespace drift::all;

namespace {

std::filesystem::path own_folder() { return std::filesystem::read_symlink("/proc/self/exe").parent_path(); }

// The installed programs, else (in a build) those beside this one. Never another
// system's `plot` beside an installed drift.
std::filesystem::path exec_path() {
    const std::filesystem::path installed = (own_folder() / DRIFT_LIBEXEC).lexically_normal();
    return std::filesystem::is_directory(installed) ? installed : own_folder();
}

std::string list() {
    std::string text = "tools:\n";
    for (const cli::Tool& tool : cli::tools())
        text += "  " + tool.name + std::string(10 - tool.name.size(), ' ') + tool.does + "\n";
    return text +
           "\n`drift TOOL -h` says how a tool is used, `drift help TOOL` opens its manual,\n"
           "`drift help` that of the suite, `drift help tutorial` the tutorials' pipelines.\n"
           "\nexamples:\n"
           "  drift data moons | drift plot scatter - -o moons.png\n"
           "  drift list solvers";
}

// The tool of that name, in any case.
std::string tool_named(const std::string& name) {
    const std::vector<std::string> known = cli::tool_names();
    for (const std::string& tool : known)
        if (folded(tool) == folded(name)) return tool;
    std::vector<std::string> all = known;
    all.emplace_back("help");
    if (!name.starts_with("-")) throw UsageError(unknown("tool", name, all));
    const std::string close = nearest(name, {"help", "version", "exec-path"});
    throw UsageError("unknown option '", name, "'",
                     close.empty() ? "" : " (did you mean '--" + close + "'?)");
}

[[noreturn]] void run_tool(const std::string& name, char** arguments) {
    const std::filesystem::path program = exec_path() / name;
    ::execv(program.c_str(), arguments);
    throw Error("cannot run '", program.string(), "': ", std::strerror(errno));
}

// The manual page; where there is no viewer, the help of a tool.
void help(const std::string& name) {
    tools::open_page(own_folder(), name);
    const std::vector<std::string> known = cli::tool_names();
    if (std::find(known.begin(), known.end(), folded(name)) == known.end())
        throw Error("no program to show the page with, or no page: install man-db or mandoc");
    std::string tool = folded(name), option = "--help";
    char* arguments[] = {tool.data(), option.data(), nullptr};
    run_tool(tool, arguments);
}

void dispatch(const std::vector<std::string>& rest, char** tool) {
    if (rest.empty()) throw UsageError("missing tool; `drift --help` lists them");
    if (folded(rest.front()) != "help") run_tool(tool_named(rest.front()), tool);
    if (rest.size() > 2) throw UsageError("unexpected argument '", rest[2], "'");
    help(rest.size() > 1 ? rest[1] : "");
}

}  // namespace

int main(int argc, char** argv) {
    bool path = false;
    CLI::App app("Small tools for diffusion models.", "drift");
    app.prefix_command()->footer(list());  // what follows the tool's name is the tool's
    cli::add_flag(app, "--exec-path", path, "print the folder of the tools' programs");
    cli::add_version(app);
    return cli::run(app, argc, argv, [&] {
        const std::vector<std::string> rest = app.remaining();
        if (path)
            std::cout << exec_path().string() << '\n';
        else
            dispatch(rest, argv + argc - rest.size());
    });
}
