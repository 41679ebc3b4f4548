// data(1): draw toy sets of points; show, select and export arrays.
#include <iostream>

#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "cli/run.hpp"
#include "core/error.hpp"
#include "distribution/toy.hpp"
#include "io/pair.hpp"
#include "io/safetensors.hpp"
#include "io/selection.hpp"
#include "io/stream.hpp"
#include "io/summary.hpp"
#include "io/text.hpp"
#include "model/model_file.hpp"

using namespace drift::all;

namespace {

struct Options {
    cli::Common common;
    std::string set, input = "-", output = "-", labels_out, labels, rows, columns;
    std::optional<std::uint64_t> n, label, time;
    std::uint64_t first = 0;
    bool shuffle = false, csv = false, tsv = false;
};

void draw(const Options& o) {
    if (o.set.empty()) throw UsageError("missing set; 'drift data list' lists them");
    const Set set = make_set(o.set);
    if (!o.labels_out.empty() && !set.labelled) throw UsageError("set '", set.name, "' has no classes");
    const std::uint64_t n = o.n.value_or(set.rest(o.first));
    set.check(o.first, n);
    npy::PairWriter out(n, {o.output, npy::type_named(o.common.dtype), set.row_shape},
                        {o.labels_out, npy::Type::i8, {}});

    ThreadPool pool(o.common.threads);
    cli::Progress progress(o.common, "rows", n);
    generate(o.first, n, out, pool, progress.counter(), [&](std::uint64_t first, std::size_t count) {
        Labels classes;
        const Rows rows = set.rows(o.common.seed, first, count, &classes);
        return npy::RowsPair{rows, as_rows(classes)};
    });
    out.close();
    if (o.common.verbose) std::cerr << set.name << ": rows " << o.first << " to " << o.first + n << '\n';
}

void select(const Options& o) {
    if (o.labels.empty() == o.label.has_value()) throw UsageError("--labels and --label go together");
    Selection wanted;
    if (!o.rows.empty()) wanted.range = parse_range(o.rows);
    if (!o.columns.empty()) wanted.columns = parse_columns(o.columns);
    if (o.label) wanted.label = static_cast<int>(*o.label), wanted.labels = npy::read_labels(o.labels);
    wanted.time = o.time;
    if (o.shuffle) wanted.order = Random(o.common.seed, "data select");
    select(o.input, o.output, wanted);
}

void declare(CLI::App& app, Options& o) {
    cli::add_text(app, "SET", o.set, "SET", "a set with its settings, as 8gaussians:std=0.1");
    cli::add_count(app, "-n", o.n, 0, cli::most_rows, "rows; by default 1000, or all of a finite set");
    cli::add_count(app, "--first", o.first, 0, cli::most_rows, "the first row of the set's stream");
    cli::add_output(app, "-o,--output", o.output, "where the rows go");
    cli::add_output(app, "--labels-out", o.labels_out, "where their classes go");
    cli::add(app, o.common);
    const std::vector<CLI::Option*> drawing = app.get_options();

    app.add_subcommand("list", "the sets, their settings and defaults");
    CLI::App& spec = *app.add_subcommand("spec", "a set that is a mixture, as JSON");
    cli::add_text(spec, "SET", o.set, "SET", "a set")->required();
    CLI::App& show =
        *app.add_subcommand("show", "type, shape, ranges and first rows of an array, or what a model is");
    cli::add_input(show, "FILE", o.input, "a .npy file or a model");
    CLI::App& text = *app.add_subcommand("export", "an array as text, a row a line");
    cli::add_input(text, "FILE", o.input, "a .npy file");
    cli::add_flag(text, "--csv", o.csv, "commas between numbers, the default");
    cli::add_flag(text, "--tsv", o.tsv, "tabs between numbers")->excludes("--csv");
    cli::add_output(text, "-o,--output", o.output, "where the text goes");
    CLI::App& part = *app.add_subcommand("select", "rows, times and columns of an array");
    cli::add_input(part, "FILE", o.input, "a .npy file");
    cli::add_text(part, "--rows", o.rows, "A:B", "rows from A to before B, counted from 0");
    cli::add_count(part, "--time", o.time, 0, cli::most_rows, "one time of (n,times,...), counted from 0");
    cli::add_text(part, "--columns", o.columns, "I[,J...]", "columns of the last axis, counted from 0");
    cli::add_input(part, "--labels", o.labels, "the class of each row");
    cli::add_count(part, "--label", o.label, 0, 1'000'000'000, "only rows of this class");
    cli::add_flag(part, "--shuffle", o.shuffle, "in a random order");
    cli::add_seed(part, o.common);
    part.get_option("--seed")->needs("--shuffle");
    cli::add_output(part, "-o,--output", o.output, "where the array goes");
    for (CLI::App* command : app.get_subcommands({}))
        for (CLI::Option* option : drawing) command->excludes(option);
    app.require_subcommand(0, 1);
}

void data(const CLI::App& app, const Options& o) {
    if (app.got_subcommand("list"))
        std::cout << description(sets());
    else if (app.got_subcommand("spec"))
        std::cout << mixture_spec(o.set) << '\n';
    else if (app.got_subcommand("show"))
        std::cout << (safetensors::recognise(o.input) ? model_description(o.input) : description(o.input));
    else if (app.got_subcommand("export"))
        write_lines(o.input, o.output, o.tsv ? '\t' : ',');
    else if (app.got_subcommand("select"))
        select(o);
    else
        draw(o);
}

}  // namespace

int main(int argc, char** argv) {
    Options o;
    CLI::App app("Draw toy sets of points; show, select and export arrays.", "data");
    declare(app, o);
    return cli::run(app, argc, argv, [&] { data(app, o); });
}
