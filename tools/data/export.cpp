// drift data export FILE: an array as text.
#include "cli/options.hpp"
#include "commands.hpp"
#include "io/text.hpp"

using namespace drift::all;

namespace drift::tools {
namespace {

struct Options {
    std::string input = "-", output = "-";
    bool csv = false, tsv = false;
};

}  // namespace

Command export_text(CLI::App& app) {
    CLI::App* command = app.add_subcommand("export", "print an array as text, one row per line");
    const auto o = std::make_shared<Options>();
    cli::add_input(*command, "FILE", o->input, "a .npy file");
    cli::add_flag(*command, "--csv", o->csv, "separate numbers by commas (the default)");
    cli::add_flag(*command, "--tsv", o->tsv, "separate numbers by tabs")->excludes("--csv");
    cli::add_output(*command, "-o,--output", o->output, "where to write the text");
    return {command, [o] { write_lines(o->input, o->output, o->tsv ? '\t' : ','); }};
}

}  // namespace drift::tools
