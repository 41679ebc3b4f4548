// drift data show FILE: what an array or a model is.
#include <iostream>

#include "cli/options.hpp"
#include "commands.hpp"
#include "io/safetensors.hpp"
#include "io/summary.hpp"
#include "model/model_file.hpp"

using namespace drift::all;

namespace drift::tools {

Command show(CLI::App& app) {
    CLI::App* command =
        app.add_subcommand("show", "describe an array (type, shape, ranges, first rows) or a model");
    const auto file = std::make_shared<std::string>("-");
    cli::add_input(*command, "FILE", *file, "a .npy file or a model file");
    return {
        command, [file] {
            std::cout << (safetensors::recognise(*file) ? model_description(*file) : io::description(*file));
        }};
}

}  // namespace drift::tools
