// sample(1): draw new points with a reverse sampler.
#include <chrono>
#include <iostream>

#include "cli/help.hpp"
#include "cli/label_stream.hpp"
#include "cli/model_options.hpp"
#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "cli/run.hpp"
#include "cli/sampler_options.hpp"
#include "core/error.hpp"
#include "io/npy.hpp"
#include "io/report.hpp"
#include "io/stream.hpp"
#include "sampler/end_errors.hpp"
#include "sampler/grids.hpp"
#include "sampler/round_trip.hpp"
#include "solver/solvers.hpp"

using namespace drift::all;

namespace {

struct Options {
    cli::Common common;
    ModelOptions model;
    SamplerOptions sampler;
    std::string init, label, labels, labels_out, report, output = "-";
    std::optional<std::uint64_t> n;
    std::uint64_t first = 0;
    bool list = false;
};

void declare_model(CLI::App& app, Options& o) {
    CLI::Option* model = cli::add_input(app, "-m,--model", o.model.model, "a trained model");
    CLI::Option* exact =
        cli::add_input(app, "--exact", o.model.exact,
                       "use the exact model of these points (.npy) or of this Gaussian mixture (.json)");
    cli::add_input(app, "--exact-labels", o.model.exact_labels,
                   "array (n) with the class of each point of --exact")
        ->needs(exact);
    CLI::Option* schedule = cli::add_spec(app, "-s,--schedule", o.model.schedule, schedules(),
                                          "noise schedule of the exact model");
    for (CLI::Option* option : {exact, schedule}) option->excludes(model);
}

void declare(CLI::App& app, Options& o) {
    declare_model(app, o);
    CLI::Option* n = cli::add_count(app, "-n", o.n, 1, cli::most_rows, "number of rows to draw");
    cli::add_count(app, "--first", o.first, 0, cli::most_rows,
                   "index of the first row in the stream of draws, for making shards apart");
    cli::add_spec(
        app, "--solver", o.sampler.solver, solvers(),
        "solver and its settings, see drift list solvers; by default unipc-3, or ddim for models of steps");
    cli::add_count(
        app, "--steps", o.sampler.steps, 1, 1'000'000,
        "number of steps; by default the solver's, 40 to 50 evaluations, or those that the model was "
        "trained for");
    cli::add_spec(app, "--grid", o.sampler.grid, grids(), "spacing of the times; by default the solver's");
    cli::add_number(
        app, "--t-max", o.sampler.t_max, cli::unit_interval,
        "time to start from; by default where sigma / alpha is 100 times the size of the data, or the "
        "schedule's last");
    cli::add_number(
        app, "--t-min", o.sampler.t_min, cli::unit_interval,
        "time to stop at; by default 0, for solvers that can after a step at sigma / alpha = 0.001 "
        "spreads of the data, for others there");
    CLI::Option* init = cli::add_input(app, "--init", o.init,
                                       "start from these rows, x at the first time, instead of drawing them");
    init->excludes(n);
    cli::add_word(app, "--start", o.sampler.start, {"normal", "exact"}, "distribution of x at the first time")
        ->excludes(init);
    cli::add_flag(app, "--encode", o.sampler.encode, "integrate from data (--init) to noise")->needs(init);
    CLI::Option* label =
        cli::add_text(app, "--label", o.label, "C|all",
                      "condition all rows on this class; all: n / classes rows of each class in turn");
    cli::add_input(app, "--labels", o.labels, "array (n) with the class to condition each row on")
        ->excludes(label);
    cli::add_output(app, "--labels-out", o.labels_out, "where to write the classes of the rows");
    cli::add_flag(app, "--paths", o.sampler.paths, "write x at every time of the grid, (n,steps+1,...)");
    cli::add_output(app, "-o,--output", o.output, "where to write the points");
    cli::add_output(app, "--report", o.report, "write the run's settings, cost and errors here, as JSON");
    cli::add_flag(app, "--list-solvers", o.list,
                  "list the solvers with their settings, order, cost and source, as drift list solvers");
    cli::add(app, o.common);
    cli::use_brief_help(app,
                        {"--model", "--exact", "--schedule", "-n", "--solver", "--steps", "--grid", "--label",
                         "--output", "--seed"},
                        {"drift sample -m spiral.model -n 2000 | drift plot scatter - -o spiral.png",
                         "drift sample --exact ring.json -s vp-linear --solver dpm++2m -n 9 -o x.npy"});
}

// What the rows have taken.
struct Cost {
    std::uint64_t rows = 0, evaluations = 0;
    RoundTrip round_trip;
    Real seconds = 0;
};

std::string start_of(const Options& o, const Model& model) {
    if (!o.init.empty()) return "given";
    return model.facts().base && o.sampler.start == "normal" ? "base" : o.sampler.start;
}

// What the start forgets, beside its noise; nothing where it is exact or given.
Real error_of_start(const Options& o, const Sampler& sampler) {
    return o.init.empty() && o.sampler.start == "normal" ? start_error(sampler.model, sampler.grid.first())
                                                         : 0;
}

void warn_of_start(const Options& o, const Sampler& sampler) {
    const Real error = error_of_start(o, sampler);
    if (o.common.quiet || error <= most_start_error) return;
    std::cerr << "drift sample: the start at t = " << sampler.grid.first().t
              << ", N(0, sigma^2), forgets x0, " << error
              << " of the noise in mean square, which narrows and shifts the rows: "
              << cure_of_start(sampler.model, sampler.grid.first(), o.model.model.empty()) << '\n';
}

void report(const Options& o, const SamplerOptions& asked, const Sampler& sampler, const Cost& cost) {
    const TimeGrid& grid = sampler.grid;
    const Real evaluations = static_cast<Real>(cost.evaluations) / static_cast<Real>(cost.rows),
               error = error_of_start(o, sampler), left = noise_left(sampler.model, grid);
    std::vector<std::pair<std::string, Fact>> facts{
        {"solver", asked.solver},    {"grid", asked.grid},      {"steps", std::uint64_t{grid.steps()}},
        {"t_first", grid.first().t}, {"t_last", grid.last().t}, {"rows", cost.rows},
        {"first", o.first},          {"seed", o.common.seed},   {"start", start_of(o, sampler.model)},
        {"start_error", error},      {"noise_left", left},      {"evaluations", evaluations},
        {"seconds", cost.seconds}};
    if (o.sampler.encode) facts.emplace_back("round_trip_error", cost.round_trip.error());
    if (!o.report.empty()) write_report(o.report, facts);
    if (!o.common.verbose) return;
    std::cerr << "drift sample: " << grid.steps() << " steps from t = " << grid.first().t << " to "
              << grid.last().t << ", " << evaluations << " evaluations per row, start error " << error
              << ", noise left " << left << '\n';
}

void sample(const Options& o) {
    if (!o.n && o.init.empty()) throw UsageError("missing '-n'");
    const auto begun = std::chrono::steady_clock::now();
    const auto model = make_model(o.model);
    const SamplerOptions asked = complete(o.sampler, *model);
    Sampler sampler = make_sampler(asked, *model, o.common.seed);
    warn_of_start(o, sampler);
    const bool round_trip = o.sampler.encode && !o.report.empty();
    Cost cost;

    std::optional<npy::Reader> init;
    if (!o.init.empty()) npy::expect_shape(init.emplace(o.init), model->shape());
    cost.rows = init ? init->rows() : *o.n;
    Shape shape = model->shape();
    if (o.sampler.paths) shape.insert(shape.begin(), sampler.grid.steps() + 1);
    npy::Writer out(o.output, npy::type_named(o.common.dtype), cost.rows, shape);
    LabelStream classes(o.label, o.labels, cost.rows, model->facts());
    if (!o.labels_out.empty() && !classes.any())
        throw UsageError("'--labels-out' writes the classes of '--label' or '--labels', and there are none");
    std::optional<npy::Writer> labels_out;
    if (classes.any() && !o.labels_out.empty())
        labels_out.emplace(o.labels_out, npy::Type::i8, cost.rows, Shape{});
    ThreadPool pool(o.common.threads);
    cli::Progress progress(o.common, "rows", cost.rows);

    const auto drawn = [&](std::uint64_t first, std::size_t count, const Rows* from = nullptr) {
        const Labels labels = classes.next(count);
        if (labels_out) labels_out->write(labels);
        sampler.on_done = [&](std::uint64_t done) { progress.at(first - o.first + done); };
        Samples samples = sampler(first, count, labels, pool);
        cost.evaluations += samples.evaluations;
        if (round_trip) cost.round_trip.add(sampler, first, *from, samples.rows, labels, pool);
        model->standardization().to_data(samples.rows);
        return std::move(samples.rows);
    };
    const auto moved = [&](Rows from, std::uint64_t place) {
        model->standardization().to_model(from);
        sampler.start = given_start(from, o.first + place);
        return drawn(o.first + place, row_count(from), &from);
    };
    const auto block = [&](std::uint64_t place) { return sampler.block_rows(pool, o.first + place); };
    if (init)
        cost.rows = transform(*init, out, block, progress.counter(), moved);
    else
        generate(
            o.first, cost.rows, out, [&](std::uint64_t first) { return block(first - o.first); },
            progress.counter(), drawn);
    classes.expect_end();
    out.close();
    if (labels_out) labels_out->close();
    cost.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    report(o, asked, sampler, cost);
}

}  // namespace

int main(int argc, char** argv) {
    Options o;
    CLI::App app("Draw new points with a reverse sampler.", "sample");
    declare(app, o);
    return cli::run(app, argc, argv, [&] { o.list ? void(std::cout << description(solvers())) : sample(o); });
}
