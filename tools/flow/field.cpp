// drift flow field: what a model says of points at one time.
#include "commands.hpp"
#include "core/error.hpp"
#include "distribution/toy.hpp"
#include "io/npy.hpp"
#include "model/quantity.hpp"
#include "model_options.hpp"

using namespace drift::all;

namespace drift::tools {
namespace {

struct Options {
    explicit Options(cli::Common& tool) : common(tool) {}

    cli::Common& common;
    ModelOptions model;
    std::string lattice, at, of = "velocity", output = "-";
    std::vector<double> window;
    double t = 0;
};

void declare(CLI::App& app, Options& o) {
    declare_model(app, o.model);
    cli::add_number(app, "-t,--time", o.t, cli::unit_interval, "the time")->required();
    CLI::Option* lattice =
        cli::add_text(app, "--lattice", o.lattice, "NXxNY", "ask at NX times NY points of --window");
    CLI::Option* window = cli::add_numbers(app, "--window", o.window, cli::any_number,
                                           "edges of the lattice: xmin,xmax,ymin,ymax");
    lattice->needs(window), window->needs(lattice);
    cli::add_input(app, "--at", o.at, "ask at these points, (n,...)")->excludes(lattice);
    cli::add_word(app, "--of", o.of, quantity_names(), "what to ask; the velocity points to the data");
    cli::add_output(app, "-o,--output", o.output, "where to write each point and, behind it, the answer");
    cli::add_threads(app, o.common), cli::add_dtype(app, o.common);
}

// The points of a lattice in the plane, x running fastest.
Rows lattice(const Options& o) {
    const std::vector<std::string> counts = split(o.lattice, 'x');
    if (counts.size() != 2) throw UsageError("expected NXxNY, as 13x13, found '", o.lattice, "'");
    if (o.window.size() != 4)
        throw UsageError("expected 4 edges xmin,xmax,ymin,ymax, found ", o.window.size());
    std::string set = "grid:nx=" + counts[0] + ",ny=" + counts[1];
    const char* edges[] = {"xmin", "xmax", "ymin", "ymax"};
    for (std::size_t i = 0; i < 4; ++i) set += concat(",", edges[i], "=", o.window[i]);
    const Set points = make_set(set);
    return points.rows(0, 0, *points.size);
}

void field(const Options& o) {
    if (o.lattice.empty() && o.at.empty()) throw UsageError("missing '--lattice' or '--at'");
    const auto model = make_model(o.model);
    Rows x;
    if (o.at.empty()) {
        if (model->dimension() != 2)
            throw UsageError("a lattice lies in the plane, and rows of the model have ", model->dimension(),
                             " numbers: give points with --at");
        x = lattice(o);
    } else {
        npy::Reader in(o.at);
        npy::expect_shape(in, model->shape());
        x = npy::read_rows(in);
    }
    ThreadPool pool(o.common.threads);
    const Rows answers = quantity(*model, quantity_named(o.of), x, o.t, pool);
    const Rows both = xt::concatenate(xt::xtuple(x, answers), 1);
    npy::write_rows(o.output, both, npy::type_named(o.common.dtype), {dimension(both)});
}

}  // namespace

Command field(CLI::App& app, cli::Common& common) {
    CLI::App* command =
        app.add_subcommand("field", "what a model says of points at a time: velocity, score, x0, eps, logp")
            ->fallthrough();
    const auto o = std::make_shared<Options>(common);
    declare(*command, *o);
    return {command, [o] { field(*o); }};
}

}  // namespace drift::tools
