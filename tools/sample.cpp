// sample(1): draw new points with a reverse sampler.
#include <iostream>

#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "cli/run.hpp"
#include "core/error.hpp"
#include "io/npy.hpp"
#include "model/classes.hpp"
#include "model/exact.hpp"
#include "model/model_file.hpp"
#include "sampler/grid.hpp"
#include "sampler/sampler.hpp"

using namespace drift;

namespace {

struct Options {
    cli::Common common;
    std::string model, exact, exact_labels, schedule, solver = "ddim", grid = "time", label, labels,
                                                      output = "-";
    std::uint64_t n = 0, first = 0, steps = 50;
    std::optional<double> t_max, t_min;
    bool paths = false;
};

void declare(CLI::App& app, Options& o) {
    constexpr std::uint64_t most = std::uint64_t{1} << 48;
    CLI::Option* model = cli::add_input(app, "-m,--model", o.model, "a trained model");
    CLI::Option* exact = cli::add_input(app, "--exact", o.exact,
                                        "the exact model of a file: points (.npy) or a mixture (.json)");
    cli::add_input(app, "--exact-labels", o.exact_labels,
                   "an array (n) of classes, one for each of these points")
        ->needs(exact);
    CLI::Option* schedule =
        cli::add_spec(app, "-s,--schedule", o.schedule, schedules(), "the noise schedule of an exact model");
    for (CLI::Option* option : {exact, schedule}) option->excludes(model);
    cli::add_count(app, "-n", o.n, 1, most, "rows to draw")->required();
    cli::add_count(app, "--first", o.first, 0, most, "the place of the first row in the endless stream");
    cli::add_spec(app, "--solver", o.solver, solvers(), "the solver");
    cli::add_count(app, "--steps", o.steps, 1, 1'000'000, "intervals of the time grid");
    cli::add_spec(app, "--grid", o.grid, grids(), "the time grid");
    cli::add_number(app, "--t-max", o.t_max, cli::unit_interval,
                    "the first time; default: the schedule's last");
    cli::add_number(app, "--t-min", o.t_min, cli::unit_interval,
                    "the last time; default 0, or 0.001 where lambda must be finite");
    CLI::Option* label = cli::add_text(app, "--label", o.label, "C|all",
                                       "the class of all rows; all: n / classes rows of each in turn");
    cli::add_input(app, "--labels", o.labels, "an array (n) of classes, one for each row")->excludes(label);
    cli::add_flag(app, "--paths", o.paths, "x at every time of the grid, (n,steps+1,...)");
    cli::add_output(app, "-o,--output", o.output, "where the points go");
    cli::add(app, o.common);
}

std::unique_ptr<const Model> model_of(const Options& o) {
    if (!o.model.empty()) return std::make_unique<NeuralModel>(read_model(o.model));
    if (o.exact.empty()) throw UsageError("missing '--model' or '--exact'");
    if (o.schedule.empty()) throw UsageError("missing '--schedule', which --exact needs");
    return make_exact_model(o.exact, o.exact_labels, make_schedule(o.schedule));
}

void sample(const Options& o) {
    const auto model = model_of(o);
    const auto solver = make_solver(o.solver, model->schedule());
    const RandomNoise noise(o.common.seed);
    const Vector times = sampling_times(o.grid, *solver, model->schedule(), o.t_max, o.t_min, o.steps);
    const Sampling sampling{*model, *solver, times, noise, o.paths};
    Classes classes(o.label, o.labels, o.n, model->classes());

    Shape shape = model->shape();
    if (o.paths) shape.insert(shape.begin(), times.size());
    npy::Writer out(o.output, npy::type_named(o.common.dtype), o.n, shape);
    Team team(o.common.threads);
    cli::Progress progress(o.common, "rows", o.n);
    std::uint64_t evaluations = 0;
    for (std::uint64_t done = 0; done < o.n;) {
        const std::size_t count = std::min(o.n - done, block_rows(sampling, team, o.first + done));
        Samples samples = sample(sampling, o.first + done, count, classes.next(count), team);
        model->units().to_data(samples.rows);
        out.write(samples.rows);
        evaluations += samples.evaluations;
        progress.at(done += count);
    }
    out.close();
    if (o.common.verbose)
        std::cerr << "drift sample: " << o.steps << " steps from t = " << times(0) << " to " << times(o.steps)
                  << ", " << static_cast<double>(evaluations) / static_cast<double>(o.n)
                  << " evaluations a row\n";
}

}  // namespace

int main(int argc, char** argv) {
    Options o;
    CLI::App app("Draw new points with a reverse sampler.", "sample");
    declare(app, o);
    return cli::run(app, argc, argv, [&] { sample(o); });
}
