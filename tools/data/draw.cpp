// drift data SET: rows of a toy set.
#include <iostream>

#include "cli/help.hpp"
#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "commands.hpp"
#include "core/error.hpp"
#include "core/text.hpp"
#include "distribution/toy.hpp"
#include "io/pair.hpp"
#include "io/stream.hpp"

using namespace drift::all;

namespace drift::tools {
namespace {

struct Options {
    cli::Common common;
    std::string set, output = "-", labels_out;
    std::optional<std::uint64_t> n;
    std::uint64_t first = 0;
};

void declare(CLI::App& app, Options& o) {
    cli::add_text(app, "SET", o.set, "SET", "a toy set and its settings: " + joined(sets().names(), " "));
    cli::add_count(app, "-n", o.n, 0, cli::most_rows,
                   "number of rows; by default 1000, or all rows of a finite set");
    cli::add_count(app, "--first", o.first, 0, cli::most_rows, "index of the first row in the set's stream");
    cli::add_output(app, "-o,--output", o.output, "where to write the rows");
    cli::add_output(app, "--labels-out", o.labels_out, "write the class of each row here, (n)");
    cli::add(app, o.common);
    cli::use_brief_help(app, {"-n", "--output", "--labels-out", "--dtype", "--seed"},
                        {"drift data 8gaussians:std=0.1 -n 5000 -o ring.npy",
                         "drift data moons | drift plot scatter - -o moons.png"});
}

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

}  // namespace

Command draw(CLI::App& app) {
    const auto o = std::make_shared<Options>();
    declare(app, *o);
    return {&app, [o] { draw(*o); }};
}

}  // namespace drift::tools
