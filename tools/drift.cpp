// drift(1): run a tool of the suite, `drift noise` runs the program `noise`.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iostream>

#include "cli/options.hpp"
#include "cli/run.hpp"
#include "core/error.hpp"

using namespace drift::all;

namespace {

struct Tool {
    std::string name, does;
};

const std::array<Tool, 8> tools{
    {{"data", "draw toy sets of points; show, select and export arrays"},
     {"noise", "move points along a probability path, from data towards noise"},
     {"train", "fit a network to the denoising target of a path"},
     {"sample", "draw new points with a reverse sampler"},
     {"flow", "couple sets of points, and move points along flows between them"},
     {"eval", "measure models and solvers against what is exact"},
     {"plot", "draw points and images"},
     {"doctor", "test this machine: instruction set, BLAS, random numbers, matrix products"}}};

// The installed programs, else (in a build) those beside this one. Never another
// system's `plot` beside an installed drift.
std::filesystem::path exec_path() {
    const std::filesystem::path here = std::filesystem::read_symlink("/proc/self/exe").parent_path();
    const std::filesystem::path installed = (here / DRIFT_LIBEXEC).lexically_normal();
    return std::filesystem::is_directory(installed) ? installed : here;
}

std::vector<std::string> names() {
    std::vector<std::string> all;
    for (const Tool& tool : tools) all.push_back(tool.name);
    return all;
}

std::string list() {
    std::string text = "tools:\n";
    for (const Tool& tool : tools)
        text += "  " + tool.name + std::string(10 - tool.name.size(), ' ') + tool.does + "\n";
    return text + "\n`drift TOOL --help` says more, drift(7) explains the suite.";
}

void dispatch(const std::vector<std::string>& rest, char** tool) {
    const std::vector<std::string> known = names();
    if (rest.empty()) throw UsageError("missing tool; `drift --help` lists them");
    if (std::find(known.begin(), known.end(), rest.front()) == known.end())
        throw UsageError(unknown("tool", rest.front(), known));
    const std::filesystem::path program = exec_path() / rest.front();
    ::execv(program.c_str(), tool);
    throw Error("cannot run '", program.string(), "': ", std::strerror(errno));
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
