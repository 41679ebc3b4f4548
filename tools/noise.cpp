// noise(1): move points along a probability path, from data towards noise.
#include <iostream>

#include "cli/data_path.hpp"
#include "cli/help.hpp"
#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "cli/run.hpp"
#include "core/error.hpp"
#include "io/file.hpp"
#include "io/pair.hpp"
#include "io/stream.hpp"
#include "io/text.hpp"
#include "metric/estimate.hpp"
#include "path/chain.hpp"
#include "path/path.hpp"

using namespace drift::all;

namespace {

struct Options {
    cli::Common common;
    std::string input = "-", output = "-", noise_out, schedule, model, times_file;
    std::vector<double> times;
    std::uint64_t steps = 0, first = 0, n = 11, digits = 6;
    bool paths = false, table = false;
};

void declare(CLI::App& app, Options& o) {
    CLI::Option* input = cli::add_input(app, "X0", o.input, "data points, (n,...)");
    CLI::Option* schedule = cli::add_spec(app, "-s,--schedule", o.schedule, schedules(), "noise schedule");
    cli::add_input(app, "-m,--model", o.model,
                   "use the schedule and the standardization of this trained model")
        ->excludes(schedule);
    CLI::Option* times =
        cli::add_numbers(app, "-t,--time", o.times, cli::unit_interval, "times, 0 for data and 1 for noise");
    CLI::Option* file =
        cli::add_input(app, "--times", o.times_file, "array (n) with the time of each row, from 0 to 1");
    CLI::Option* paths = cli::add_flag(app, "--paths", o.paths,
                                       "simulate the whole Markov chain of --steps steps, (n,steps+1,...)");
    CLI::Option* steps =
        cli::add_count(app, "--steps", o.steps, 1, 1'000'000, "number of steps of the chain");
    CLI::Option* first =
        cli::add_count(app, "--first", o.first, 0, cli::most_rows,
                       "index of the first row in the stream of noise, for making shards apart");
    CLI::Option* noise_out =
        cli::add_output(app, "--noise-out", o.noise_out, "write the noise of each row here");
    CLI::Option* table =
        cli::add_flag(app, "--table", o.table,
                      "print t, alpha, sigma, lambda, f, g^2, snr and beta of the schedule at -n times");
    cli::add_count(app, "-n", o.n, 2, 1'000'000, "number of equally spaced times in the table")->needs(table);
    cli::add_count(app, "--digits", o.digits, 1, 17, "digits of the numbers in the table; 17 are all")
        ->needs(table);
    cli::add_output(app, "-o,--output", o.output, "where to write the points or the table");
    cli::add(app, o.common);
    cli::use_brief_help(
        app, {"--schedule", "--model", "--time", "--steps", "--paths", "--table", "-n", "--output", "--seed"},
        {"drift data moons | drift noise -s vp-linear -t 0.3 -o noisy.npy",
         "drift noise -s vp-cosine --table -n 5"});
    paths->needs(steps);
    steps->needs(paths);
    times->excludes(file, paths);
    file->excludes(paths);
    table->excludes(input, times, file, paths, first, noise_out);
}

// The points of some rows of data beside the noise in them; times (n, 1) where each row has its own.
npy::RowsPair forward(const Options& o, const DataPath& path, Rows x0, const Rows& times,
                      std::uint64_t first) {
    const Schedule& schedule = *path.schedule;
    path.units.to_model(x0);
    const std::size_t n = row_count(x0), d = dimension(x0);
    const Random random(o.common.seed, o.paths ? "noise path" : "noise");
    if (o.paths) {
        const Rows z = chain_noise(random, first, n, o.steps + 1, d);
        return {path.in_data(path_chain(x0, z, scales(schedule, uniform_grid(o.steps)))), z};
    }
    const Rows x1 = path.x1(random, first, n, d);
    if (o.times_file.empty())
        return {path.in_data(path_points(*path.path, x0, x1, first, scales(schedule, o.times))), x1};
    return {path.in_data(path_points_by_row(*path.path, x0, x1, first, scales(schedule, {times.data(), n}))),
            x1};
}

void noise(const Options& o) {
    if (o.times.empty() && o.times_file.empty() && !o.paths)
        throw UsageError("missing time: '-t', '--times', '--steps' with '--paths', or '--table'");
    const DataPath path = make_data_path(o.schedule, o.model, o.common.seed);
    path.check(o.paths);
    npy::PairReader in(o.input, o.times_file);

    const std::size_t points = o.paths ? o.steps + 1 : std::max<std::size_t>(1, o.times.size());
    const Shape& row_shape = in.first().row_shape();
    Shape shape = row_shape;
    if (points > 1) shape.insert(shape.begin(), points);
    const npy::Type type = npy::type_named(o.common.dtype);
    npy::PairWriter out(in.rows(), {o.output, type, shape}, {o.noise_out, type, o.paths ? shape : row_shape});

    ThreadPool pool(o.common.threads);
    cli::Progress progress(o.common, "rows", in.rows());
    const auto noised = [&](const npy::RowsPair& rows, std::uint64_t first) {
        if (!o.times_file.empty()) npy::expect_times(rows.second, in.second().name());
        return forward(o, path, rows.first, rows.second, o.first + first);
    };
    const std::uint64_t n = transform(in, out, pool, progress.counter(), noised);
    out.close();
    if (o.common.verbose)
        std::cerr << path.schedule->spec() << ": rows " << o.first << " to " << o.first + n << '\n';
}

void print_table(const Options& o) {
    const DataPath path = make_data_path(o.schedule, o.model, o.common.seed);
    std::string text = "t\talpha\tsigma\tlambda\tf\tg2\tsnr\tbeta\n";
    for (const Scales& at : scales(*path.schedule, uniform_grid(o.n - 1)))
        text += line({at.t, at.alpha, at.sigma, at.lambda, at.f(), at.g2(), at.snr(),
                      path.schedule->beta(at.t).value_or(missing)},
                     '\t', static_cast<int>(o.digits));
    Output out(o.output);
    out.write(text.data(), text.size());
    out.commit();
}

}  // namespace

int main(int argc, char** argv) {
    Options o;
    CLI::App app("Move points along a probability path, from data towards noise.", "noise");
    declare(app, o);
    return cli::run(app, argc, argv, [&] { o.table ? print_table(o) : noise(o); });
}
