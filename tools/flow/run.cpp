// drift flow run: rows moved by a model's velocity, from the base to data or back.
#include <iostream>

#include "cli/model_options.hpp"
#include "cli/progress.hpp"
#include "cli/sampler_options.hpp"
#include "commands.hpp"
#include "core/error.hpp"
#include "io/npy.hpp"
#include "io/stream.hpp"
#include "model_options.hpp"
#include "sampler/grids.hpp"
#include "solver/solvers.hpp"

using namespace drift::all;

namespace drift::tools {
namespace {

struct Options {
    explicit Options(cli::Common& tool) : common(tool) {}

    cli::Common& common;
    ModelOptions model;
    SamplerOptions sampler;
    std::string init, output = "-";
    std::optional<std::uint64_t> n;
    std::uint64_t first = 0;
    bool pairs = false;
};

// Those that follow the velocity alone.
EntryList velocity_solvers() {
    EntryList list{"solver", {}};
    for (const char* name : {"euler", "heun", "midpoint", "rk4", "dopri5"})
        list.entries.push_back(solvers().find(name));
    return list;
}

void declare(CLI::App& app, Options& o) {
    declare_model(app, o.model);
    CLI::Option* n =
        cli::add_count(app, "-n", o.n, 1, cli::most_rows, "number of rows to draw from the base");
    CLI::Option* init = cli::add_input(app, "--init", o.init, "move these rows instead, (n,...)");
    init->excludes(n);
    cli::add_count(app, "--first", o.first, 0, cli::most_rows,
                   "index of the first row in the stream of draws, for making shards apart");
    cli::add_flag(app, "--backward", o.sampler.encode, "from data (--init) to the base")->needs(init);
    o.sampler.solver = "heun";
    cli::add_spec(app, "--solver", o.sampler.solver, velocity_solvers(), "how dx/dt is solved");
    cli::add_count(app, "--steps", o.sampler.steps, 1, 1'000'000,
                   "number of steps; by default the solver's, 50 evaluations");
    cli::add_spec(app, "--grid", o.sampler.grid, grids(),
                  "spacing of the times; by default time, or that of the solver for a diffusion");
    cli::add_number(app, "--t-max", o.sampler.t_max, cli::unit_interval,
                    "time of the base; by default the schedule's last");
    cli::add_number(app, "--t-min", o.sampler.t_min, cli::unit_interval,
                    "time of the data; by default 0, or, backward and with dopri5, where sigma / alpha is "
                    "0.001 spreads of the data");
    CLI::Option* paths =
        cli::add_flag(app, "--paths", o.sampler.paths, "write x at every time of the grid, (n,steps+1,...)");
    cli::add_flag(app, "--pairs", o.pairs, "write both ends, x1 before x0, (n,2,...)")->excludes(paths);
    cli::add_output(app, "-o,--output", o.output, "where to write the rows");
    cli::add_seed(app, o.common), cli::add_threads(app, o.common);
    cli::add_dtype(app, o.common), cli::add_progress(app, o.common);
}

// x1 and x0 of whole paths (n, points d).
Rows ends_of(const Rows& paths, std::size_t d, bool backward) {
    const std::size_t n = row_count(paths), last = dimension(paths) - d;
    Rows ends = zeros(n, 2 * d);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < d; ++j) {
            ends(i, j) = paths(i, backward ? last + j : j);
            ends(i, d + j) = paths(i, backward ? j : last + j);
        }
    return ends;
}

void run(const Options& o) {
    if (!o.n && o.init.empty()) throw UsageError("missing '-n' or '--init'");
    const auto model = make_model(o.model);
    SamplerOptions settings = o.sampler;
    settings.paths = o.sampler.paths || o.pairs;
    if (settings.grid.empty() && !model->facts().departure.empty()) settings.grid = "time";
    settings = complete(settings, *model);
    Sampler sampler = make_sampler(settings, *model, o.common.seed);

    std::optional<npy::Reader> init;
    if (!o.init.empty()) npy::expect_shape(init.emplace(o.init), model->shape());
    const std::uint64_t rows = init ? init->rows() : *o.n;
    Shape shape = model->shape();
    if (settings.paths) shape.insert(shape.begin(), o.pairs ? 2 : sampler.grid.steps() + 1);
    npy::Writer out(o.output, npy::type_named(o.common.dtype), rows, shape);
    ThreadPool pool(o.common.threads);
    cli::Progress progress(o.common, "rows", rows);
    const auto drawn = [&](std::uint64_t first, std::size_t count) {
        sampler.on_done = [&](std::uint64_t done) { progress.at(first - o.first + done); };
        Rows moved = sampler(first, count, {}, pool).rows;
        if (o.pairs) moved = ends_of(moved, model->dimension(), settings.encode);
        model->standardization().to_data(moved);
        return moved;
    };
    const auto block = [&](std::uint64_t place) { return sampler.block_rows(pool, o.first + place); };
    if (init)
        transform(*init, out, block, progress.counter(), [&](Rows from, std::uint64_t place) {
            model->standardization().to_model(from);
            sampler.start = given_start(from, o.first + place);
            return drawn(o.first + place, row_count(from));
        });
    else
        generate(
            o.first, rows, out, [&](std::uint64_t first) { return block(first - o.first); },
            progress.counter(), drawn);
    out.close();
    if (o.common.verbose)
        std::cerr << sampler.grid.steps() << " steps from t = " << sampler.grid.first().t << " to "
                  << sampler.grid.last().t << '\n';
}

}  // namespace

Command run(CLI::App& app, cli::Common& common) {
    CLI::App* command =
        app.add_subcommand("run", "move rows by a model's velocity, from the base to data or back")
            ->fallthrough();
    const auto o = std::make_shared<Options>(common);
    declare(*command, *o);
    return {command, [o] { run(*o); }};
}

}  // namespace drift::tools
