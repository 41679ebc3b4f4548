// drift flow pair X1 X0: points between two ends, and their velocities.
#include "io/pair.hpp"

#include <iostream>

#include "cli/progress.hpp"
#include "commands.hpp"
#include "core/error.hpp"
#include "io/stream.hpp"
#include "path/pointwise.hpp"

using namespace drift::all;

namespace drift::tools {
namespace {

struct Options {
    explicit Options(cli::Common& tool) : common(tool) {}

    cli::Common& common;
    std::string x1, x0, pointwise = "linear", output = "-", velocity_out;
    std::vector<double> times;
    std::uint64_t first = 0;
};

void declare(CLI::App& app, Options& o) {
    cli::add_input(app, "X1", o.x1, "where points are at t = 1, (n,...)")->required();
    cli::add_input(app, "X0", o.x0, "where they are at t = 0, (n,...)")->required();
    cli::add_spec(app, "--pointwise", o.pointwise, pointwise_flows(), "the way between two ends");
    cli::add_numbers(app, "-t,--time", o.times, cli::unit_interval, "times, 0 for x0 and 1 for x1")
        ->required();
    cli::add_count(app, "--first", o.first, 0, cli::most_rows,
                   "index of the first pair in the stream of noise, for making shards apart");
    cli::add_output(app, "--velocity-out", o.velocity_out,
                    "write the velocity at each time here, which points to x0, (n,times,...)");
    cli::add_output(app, "-o,--output", o.output, "where to write the points, (n,times,...)");
    cli::add_seed(app, o.common), cli::add_threads(app, o.common);
    cli::add_dtype(app, o.common), cli::add_progress(app, o.common);
}

void check_velocities(const Path& path, std::span<const Scales> at, const std::string& name) {
    for (const Scales& each : at)
        if (!path.finite(each) || !std::isfinite(each.alpha_dot) || !std::isfinite(each.sigma_dot))
            throw UsageError("the velocity of '", name, "' has no bound at t = ", each.t,
                             ": choose times inside of the interval");
}

void pair(const Options& o) {
    const PointwiseFlow flow = make_pointwise(o.pointwise);
    const auto path = make_path(flow.path, Random(o.common.seed, "flow pair"));
    const std::vector<Scales> at = scales(*make_schedule(flow.schedule), o.times);
    if (!o.velocity_out.empty()) check_velocities(*path, at, o.pointwise);
    npy::PairReader in(o.x1, o.x0);
    npy::expect_shape(in.second(), in.first().row_shape());

    Shape shape = in.first().row_shape();
    shape.insert(shape.begin(), at.size());
    const npy::Type type = npy::type_named(o.common.dtype);
    npy::PairWriter out(in.rows(), {o.output, type, shape}, {o.velocity_out, type, shape});
    ThreadPool pool(o.common.threads);
    cli::Progress progress(o.common, "rows", in.rows());
    const std::uint64_t n =
        transform(in, out, pool, progress.counter(), [&](const npy::RowsPair& ends, std::uint64_t first) {
            const Rows &x1 = ends.first, &x0 = ends.second;
            npy::RowsPair made{path_points(*path, x0, x1, o.first + first, at), {}};
            if (!o.velocity_out.empty())
                made.second = towards_data(path_velocities(*path, x0, x1, o.first + first, at));
            return made;
        });
    out.close();
    if (o.common.verbose)
        std::cerr << "path " << flow.path << " on schedule " << flow.schedule << ": " << n << " pairs\n";
}

}  // namespace

Command pair(CLI::App& app, cli::Common& common) {
    CLI::App* command =
        app.add_subcommand("pair", "points at some times between two ends, and their velocities")
            ->fallthrough();
    const auto o = std::make_shared<Options>(common);
    declare(*command, *o);
    return {command, [o] { pair(*o); }};
}

}  // namespace drift::tools
