// sample(1): draw new points with a reverse sampler.
#include <chrono>
#include <iostream>

#include "cli/classes.hpp"
#include "cli/model_choice.hpp"
#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "cli/run.hpp"
#include "cli/sampler_run.hpp"
#include "core/error.hpp"
#include "io/npy.hpp"
#include "io/report.hpp"
#include "io/text.hpp"
#include "sampler/grid.hpp"
#include "solver/solvers.hpp"

using namespace drift::all;

namespace {

struct Options {
    cli::Common common;
    ModelChoice model;
    RunChoice run;
    std::string init, label, labels, report, output = "-";
    std::optional<std::uint64_t> n;
    std::uint64_t first = 0;
    bool list = false;
};

void declare_model(CLI::App& app, Options& o) {
    CLI::Option* model = cli::add_input(app, "-m,--model", o.model.model, "a trained model");
    CLI::Option* exact = cli::add_input(app, "--exact", o.model.exact,
                                        "the exact model of a file: points (.npy) or a mixture (.json)");
    cli::add_input(app, "--exact-labels", o.model.exact_labels,
                   "an array (n) of classes, one for each of these points")
        ->needs(exact);
    CLI::Option* schedule = cli::add_spec(app, "-s,--schedule", o.model.schedule, schedules(),
                                          "the noise schedule of an exact model");
    for (CLI::Option* option : {exact, schedule}) option->excludes(model);
}

void declare(CLI::App& app, Options& o) {
    constexpr std::uint64_t most = std::uint64_t{1} << 48;
    declare_model(app, o);
    CLI::Option* n = cli::add_count(app, "-n", o.n, 1, most, "rows to draw");
    cli::add_count(app, "--first", o.first, 0, most, "the place of the first row in the endless stream");
    cli::add_spec(app, "--solver", o.run.solver, solvers(), "the solver; --list-solvers says more");
    cli::add_count(app, "--steps", o.run.steps, 1, 1'000'000,
                   "steps of the solver; default 50, or a stepwise model's own");
    cli::add_spec(app, "--grid", o.run.grid, grids(), "the time grid");
    cli::add_number(app, "--t-max", o.run.t_max, cli::unit_interval,
                    "the first time; default: the schedule's last");
    cli::add_number(app, "--t-min", o.run.t_min, cli::unit_interval,
                    "the last time; default 0, or 0.001 where lambda must be finite");
    CLI::Option* init = cli::add_input(app, "--init", o.init, "where rows begin: x at the first time");
    init->excludes(n);
    cli::add_word(app, "--start", o.run.start, {"normal", "exact"}, "the law of x at the first time")
        ->excludes(init);
    cli::add_flag(app, "--encode", o.run.encode, "go from data, which --init gives, to noise")->needs(init);
    CLI::Option* label = cli::add_text(app, "--label", o.label, "C|all",
                                       "the class of all rows; all: n / classes rows of each in turn");
    cli::add_input(app, "--labels", o.labels, "an array (n) of classes, one for each row")->excludes(label);
    cli::add_flag(app, "--paths", o.run.paths, "x at every time of the grid, (n,steps+1,...)");
    cli::add_output(app, "-o,--output", o.output, "where the points go");
    cli::add_output(app, "--report", o.report, "where facts about the run go, as JSON");
    cli::add_flag(app, "--list-solvers", o.list, "print the solvers: settings, order, cost and source");
    cli::add(app, o.common);
}

void report(const Options& o, const Run& run, std::uint64_t n, double seconds) {
    const Vector& times = run.times();
    const std::uint64_t steps = times.size() - 1;
    std::vector<std::pair<std::string, Fact>> facts{{"solver", o.run.solver},
                                                    {"grid", o.run.grid},
                                                    {"steps", steps},
                                                    {"t_first", times(0)},
                                                    {"t_last", times(steps)},
                                                    {"rows", n},
                                                    {"first", o.first},
                                                    {"seed", o.common.seed},
                                                    {"start", o.init.empty() ? o.run.start : "given"},
                                                    {"start_error", run.start_error()},
                                                    {"evaluations", run.evaluations()},
                                                    {"seconds", seconds}};
    if (o.run.encode) facts.emplace_back("round_trip_error", run.round_trip());
    if (!o.report.empty()) write_report(o.report, facts);
    if (!o.common.verbose) return;
    std::cerr << "drift sample: " << steps << " steps from t = " << times(0) << " to " << times(steps) << ", "
              << run.evaluations() << " evaluations a row, start error " << run.start_error() << '\n';
}

void sample(Options& o) {
    if (!o.n && o.init.empty()) throw UsageError("missing '-n'");
    const auto begun = std::chrono::steady_clock::now();
    const auto model = make_model(o.model);
    o.run.seed = o.common.seed;
    o.run.round_trip = o.run.encode && !o.report.empty();
    if (const std::string file = grid_file(o.run.grid); !file.empty()) o.run.file_times = read_numbers(file);
    Run run(*model, o.run);

    std::optional<npy::Reader> init;
    if (!o.init.empty()) npy::expect_shape(init.emplace(o.init), model->shape());
    std::uint64_t n = init ? init->rows() : *o.n, before = 0;
    Shape shape = model->shape();
    if (o.run.paths) shape.insert(shape.begin(), run.times().size());
    npy::Writer out(o.output, npy::type_named(o.common.dtype), n, shape);
    Classes classes(o.label, o.labels, n, model->classes());
    ThreadPool pool(o.common.threads);
    cli::Progress progress(o.common, "rows", n);
    Rows begin;
    for (bool more = true; more;) {
        for (std::uint64_t done = 0; done < n;) {
            const std::uint64_t first = o.first + before + done;
            const std::size_t count = std::min(n - done, run.block_rows(pool, first));
            if (init) begin = npy::take(*init, count);
            out.write(run.rows(first, count, classes.next(count), init ? &begin : nullptr, pool));
            progress.at(before + (done += count));
        }
        before += n;
        more = init && init->next_array();
        if (more) out.next_array(n = init->rows());
    }
    out.close();
    report(o, run, before, std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
}

}  // namespace

int main(int argc, char** argv) {
    Options o;
    CLI::App app("Draw new points with a reverse sampler.", "sample");
    declare(app, o);
    return cli::run(app, argc, argv, [&] { o.list ? void(std::cout << description(solvers())) : sample(o); });
}
