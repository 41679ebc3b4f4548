// eval(1): measure samples, models and solvers.
#include <iostream>

#include "cli/options.hpp"
#include "cli/run.hpp"
#include "core/error.hpp"
#include "io/file.hpp"
#include "io/npy.hpp"
#include "io/table.hpp"
#include "metric/figure.hpp"
#include "metric/order.hpp"
#include "sampler/grid.hpp"

using namespace drift;

namespace {

struct Options {
    cli::Common common;
    std::string metrics, require, output = "-";
    std::string exact, exact_labels, schedule, init;
    OrderChoice order;
    std::vector<double> steps;
    std::optional<std::uint64_t> n;
    bool json = false;
    std::vector<std::pair<CLI::Option*, std::string>>
        uses;  // an option, and the metrics that have a use for it
};

// Figures, and the table behind the first of them.
struct Answer {
    std::vector<Figure> figures;
    Table details;
};

struct Metric {
    std::string name;
    std::vector<std::string> figures;
    Answer (*answer)(const Options&, Team&);
};

void declare(CLI::App& app, Options& o) {
    const auto of = [&](const std::string& metrics, CLI::Option* option) {
        o.uses.emplace_back(option, metrics);
    };
    cli::add_text(app, "METRIC", o.metrics, "METRIC[,METRIC...]", "what to measure: order")->required();
    of("order", cli::add_input(app, "--exact", o.exact,
                               "the exact model of a file: points (.npy) or a mixture (.json)"));
    of("order", cli::add_input(app, "--exact-labels", o.exact_labels,
                               "an array (n) of classes, one for each of these points"));
    of("order",
       cli::add_spec(app, "-s,--schedule", o.schedule, schedules(), "the noise schedule of an exact model"));
    of("order", cli::add_spec(app, "--solver", o.order.solver, solvers(), "the solver"));
    of("order", cli::add_counts(app, "--steps", o.order.steps, 1, 1'000'000, "numbers of steps, rising"));
    of("order", cli::add_spec(app, "--grid", o.order.grid, grids(), "the time grid"));
    of("order", cli::add_number(app, "--t-max", o.order.t_max, cli::unit_interval,
                                "the first time; default: the schedule's last"));
    of("order", cli::add_number(app, "--t-min", o.order.t_min, cli::unit_interval,
                                "the last time; default 0, or 0.001 where lambda must be finite"));
    CLI::Option* n = cli::add_count(app, "-n", o.n, 1, 1'000'000, "rows to draw; default 64");
    CLI::Option* init = cli::add_input(app, "--init", o.init, "where rows begin: x at the first time");
    of("order", n), of("order", init->excludes(n));
    cli::add_text(app, "--require", o.require, "BOUND[,BOUND...]",
                  "figures that must be met, as order>2.9, or the status is 4");
    cli::add_flag(app, "--json", o.json, "write JSON, not text between tabs");
    cli::add_output(app, "-o,--output", o.output, "where the table goes");
    cli::add_seed(app, o.common), cli::add_threads(app, o.common), cli::add_manners(app, o.common);
}

std::unique_ptr<ExactModel> exact_model(const Options& o) {
    if (o.exact.empty()) throw UsageError("missing '--exact'");
    if (o.schedule.empty()) throw UsageError("missing '--schedule', which --exact needs");
    return make_exact_model(o.exact, o.exact_labels, make_schedule(o.schedule));
}

Answer order(const Options& o, Team& team) {
    const auto model = exact_model(o);
    OrderChoice choice = o.order;
    choice.seed = o.common.seed;
    if (o.n) choice.rows = *o.n;
    if (!o.init.empty()) {
        npy::Reader in(o.init);
        npy::expect_shape(in, model->shape());
        choice.starts = npy::read_rows(in);
    }
    const Orders found = observed_orders(*model, choice, team);
    Answer answer{{{"order", found.lines.back().order, missing, missing, missing, found.rows}},
                  {{"solver", "steps", "evaluations", "error", "order"}, {}}};
    for (const OrderLine& line : found.lines)
        answer.details.rows.push_back(
            {choice.solver, std::uint64_t{line.steps}, line.evaluations, line.error, line.order});
    return answer;
}

const std::vector<Metric>& metrics() {
    static const std::vector<Metric> all{{"order", {"order"}, order}};
    return all;
}

// The metrics that are asked for, in order; UsageError for one that does not exist, and for options that none
// uses.
std::vector<Metric> chosen(const Options& o) {
    std::vector<std::string> known;
    for (const Metric& metric : metrics()) known.push_back(metric.name);
    std::vector<Metric> all;
    for (const std::string& name : split(o.metrics, ',')) {
        const auto found = std::find(known.begin(), known.end(), name);
        if (found == known.end()) throw UsageError(unknown("metric", name, known));
        all.push_back(metrics()[static_cast<std::size_t>(found - known.begin())]);
    }
    for (const auto& [option, names] : o.uses) {
        const std::vector<std::string> users = split(names, ' ');
        const bool used = std::any_of(all.begin(), all.end(), [&users = users](const Metric& metric) {
            return std::find(users.begin(), users.end(), metric.name) != users.end();
        });
        if (option->count() && !used)
            throw UsageError("'", o.metrics, "' has no use for '", option->get_name(), "'");
    }
    return all;
}

void write(const Options& o, const std::vector<Figure>& figures, const std::vector<Table>& details) {
    Table table{{"metric", "value", "se", "floor", "floor_se", "n"}, {}};
    for (const Figure& f : figures)
        table.rows.push_back({f.metric, f.value, f.se, f.floor, f.floor_se, f.n ? Fact(f.n) : Fact(missing)});
    std::string text = o.json ? as_json(table, details) : tab_separated(table);
    for (const Table& of : details)
        if (!o.json && !of.columns.empty()) text += "\n" + tab_separated(of);
    Output out(o.output);
    out.write(text.data(), text.size());
    out.commit();
}

void eval(const Options& o) {
    const std::vector<Metric> asked = chosen(o);
    std::vector<std::string> names;
    for (const Metric& metric : asked)
        names.insert(names.end(), metric.figures.begin(), metric.figures.end());
    std::vector<Requirement> requirements;
    for (const std::string& text : split(o.require, ',')) requirements.emplace_back(text, names);

    Team team(o.common.threads);
    std::vector<Figure> figures;
    std::vector<Table> details;
    for (const Metric& metric : asked) {
        Answer answer = metric.answer(o, team);
        details.push_back(std::move(answer.details));
        figures.insert(figures.end(), answer.figures.begin(), answer.figures.end());
        details.resize(figures.size());
    }
    write(o, figures, details);
    for (const Requirement& requirement : requirements) requirement.check(figures);
}

}  // namespace

int main(int argc, char** argv) {
    Options o;
    CLI::App app("Measure models and solvers against what is exact.", "eval");
    declare(app, o);
    return cli::run(app, argc, argv, [&] { eval(o); });
}
