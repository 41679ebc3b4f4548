// drift data list, drift data spec SET: what the sets are.
#include <iostream>

#include "cli/options.hpp"
#include "commands.hpp"
#include "distribution/toy.hpp"
#include "io/file.hpp"

using namespace drift::all;

namespace drift::tools {

Command list(CLI::App& app) {
    CLI::App* command = app.add_subcommand("list", "list the sets with their settings and defaults");
    return {command, [] { std::cout << description(sets()); }};
}

Command spec(CLI::App& app) {
    CLI::App* command = app.add_subcommand("spec", "print a set that is a Gaussian mixture as JSON");
    const auto set = std::make_shared<std::string>(), output = std::make_shared<std::string>("-");
    cli::add_text(*command, "SET", *set, "SET", "a set and its settings")->required();
    cli::add_output(*command, "-o,--output", *output, "where to write the JSON");
    return {command, [set, output] {
                const std::string text = mixture_spec(*set) + "\n";
                Output out(*output);
                out.write(text.data(), text.size());
                out.commit();
            }};
}

}  // namespace drift::tools
