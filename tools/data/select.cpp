// drift data select FILE: rows, times and columns of an array.
#include "cli/options.hpp"
#include "commands.hpp"
#include "core/error.hpp"
#include "io/per_row.hpp"
#include "io/selection.hpp"

using namespace drift::all;

namespace drift::tools {
namespace {

struct Options {
    cli::Common common;
    std::string input = "-", output = "-", labels, rows, columns, times, dtype;
    std::optional<std::uint64_t> label;
    bool shuffle = false;
};

void declare(CLI::App& app, Options& o) {
    cli::add_input(app, "FILE", o.input, "a .npy file");
    cli::add_text(app, "--rows", o.rows, "A:B",
                  "keep rows A to B - 1, counted from 0; A or B may be left out");
    cli::add_text(
        app, "--time", o.times, "K[,K...]",
        "keep these times of an array (n,times,...), counted from 0, or last; one leaves no axis of "
        "times");
    cli::add_text(app, "--columns", o.columns, "I[,J...]",
                  "keep these columns of the last axis, in this order, counted from 0");
    cli::add_input(app, "--labels", o.labels, "array (n) with the class of each row");
    cli::add_count(app, "--label", o.label, 0, 1'000'000'000, "keep only rows of this class; needs --labels");
    cli::add_flag(app, "--shuffle", o.shuffle, "write the rows in random order");
    cli::add_seed(app, o.common);
    app.get_option("--seed")->needs("--shuffle");
    cli::add_word(app, "--dtype", o.dtype, {"float32", "float64"},
                  "type of the numbers written; by default theirs, byte for byte");
    cli::add_output(app, "-o,--output", o.output, "where to write the array");
}

void select(const Options& o) {
    if (o.labels.empty() == o.label.has_value()) throw UsageError("--labels and --label go together");
    Selection wanted;
    if (!o.rows.empty()) wanted.range = parse_range(o.rows);
    if (!o.columns.empty()) wanted.columns = parse_columns(o.columns);
    if (o.label) wanted.label = static_cast<int>(*o.label), wanted.labels = npy::read_labels(o.labels);
    if (!o.times.empty()) wanted.times = parse_times(o.times);
    if (!o.dtype.empty()) wanted.type = npy::type_named(o.dtype);
    if (o.shuffle) wanted.order = Random(o.common.seed, "data select");
    io::select(o.input, o.output, wanted);
}

}  // namespace

Command select(CLI::App& app) {
    CLI::App* command = app.add_subcommand("select", "keep some rows, times or columns of an array");
    const auto o = std::make_shared<Options>();
    declare(*command, *o);
    return {command, [o] { select(*o); }};
}

}  // namespace drift::tools
