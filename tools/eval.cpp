// eval(1): measure models and solvers against what is exact.
#include <iostream>

#include "cli/options.hpp"
#include "cli/run.hpp"
#include "core/error.hpp"
#include "io/file.hpp"
#include "io/npy.hpp"
#include "io/table.hpp"
#include "metric/figure.hpp"
#include "metric/nll.hpp"
#include "metric/order.hpp"
#include "metric/risk.hpp"
#include "model/choice.hpp"
#include "sampler/grid.hpp"

using namespace drift;

namespace {

struct Options {
    cli::Common common;
    std::string metrics, input = "-", labels, require, output = "-", rows_out;
    ModelChoice model;
    std::string init, start = "normal";
    std::optional<double> t_max, t_min;
    std::optional<std::uint64_t> n, probes;
    OrderChoice order;
    RiskChoice risk;
    NllChoice nll;
    bool json = false;
    std::vector<std::pair<CLI::Option*, std::string>> uses;  // an option, and the metrics that use it
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
        return option;
    };
    cli::add_text(app, "METRIC", o.metrics, "METRIC[,METRIC...]", "what to measure: nll, risk, order")
        ->required();
    of("nll", cli::add_input(app, "A", o.input, "nll: points, (n,...)"));
    of("nll risk", cli::add_input(app, "-m,--model", o.model.model, "nll, risk: a trained model"));
    cli::add_input(app, "--exact", o.model.exact,
                   "the exact model of a file: points (.npy) or a mixture (.json)");
    of("nll order", cli::add_spec(app, "-s,--schedule", o.model.schedule, schedules(),
                                  "nll, order: the noise schedule of an exact model"));
    CLI::Option* labels = of("nll", cli::add_input(app, "--labels", o.labels,
                                                   "nll: an array (n) of classes, one for each row of A"));
    of("nll", cli::add_input(app, "--exact-labels", o.model.exact_labels,
                             "nll: an array of classes, one for each point of the exact model"))
        ->needs(labels);
    cli::add_number(app, "--t-max", o.t_max, cli::unit_interval,
                    "the noisiest time; default: the schedule's last");
    cli::add_number(app, "--t-min", o.t_min, cli::unit_interval, "the least noisy time");
    of("nll", cli::add_word(app, "--start", o.start, {"normal", "exact"}, "nll: the law of x at t-max"));
    of("nll",
       cli::add_count(app, "--probes", o.probes, 0, 1'000'000,
                      "nll: signs for the trace, 0 for the exact one; default 0 up to 64 numbers a row, "
                      "else 8"));
    of("nll", cli::add_number(app, "--tolerance", o.nll.tolerance, {1e-14, 1}, "nll: of the integration"));
    of("nll",
       cli::add_output(app, "--rows-out", o.rows_out, "nll: where the rows' log-likelihoods go, as (n)"));
    of("risk", cli::add_count(app, "--levels", o.risk.levels, 2, 100'000, "risk: levels of noise"));
    of("order", cli::add_spec(app, "--solver", o.order.solver, solvers(), "order: the solver"));
    of("order",
       cli::add_counts(app, "--steps", o.order.steps, 1, 1'000'000, "order: numbers of steps, rising"));
    of("order", cli::add_spec(app, "--grid", o.order.grid, grids(), "order: the time grid"));
    CLI::Option* n = of("order risk", cli::add_count(app, "-n", o.n, 1, 1'000'000'000,
                                                     "order, risk: rows to draw; default 64, 4096"));
    of("order", cli::add_input(app, "--init", o.init, "order: where rows begin: x at t-max"))->excludes(n);
    cli::add_text(app, "--require", o.require, "BOUND[,BOUND...]",
                  "figures that must be met, as order>2.9, or the status is 4");
    cli::add_flag(app, "--json", o.json, "write JSON, not text between tabs");
    cli::add_output(app, "-o,--output", o.output, "where the table goes");
    cli::add_seed(app, o.common), cli::add_threads(app, o.common), cli::add_manners(app, o.common);
}

Rows read(const std::string& file, const Model& model) {
    npy::Reader in(file);
    npy::expect_shape(in, model.shape());
    return npy::read_rows(in);
}

Answer nll(const Options& o, Team& team) {
    const auto model = make_model(o.model);
    if (!o.model.model.empty() && !o.model.schedule.empty())
        throw UsageError("a trained model has its own schedule: leave out --schedule");
    const Rows rows = read(o.input, *model);
    NllChoice choice = o.nll;
    choice.probes = o.probes, choice.t_max = o.t_max, choice.seed = o.common.seed;
    choice.t_min = o.t_min.value_or(choice.t_min), choice.exact_start = o.start == "exact";
    const Labels labels = o.labels.empty() ? Labels{} : npy::read_labels(o.labels);
    const Nll found = negative_log_likelihood(*model, rows, labels, choice, team);
    Average least;
    if (!o.model.model.empty() && !o.model.exact.empty())
        least = entropy(*make_exact_model(o.model.exact, "", make_schedule("linear")), rows);
    if (!o.rows_out.empty())
        npy::write_rows(o.rows_out, Rows(column(found.log_likelihood)), npy::Type::f8, {});
    return {
        {{"nll", found.average.mean(), found.average.error(), least.mean(), least.error(), found.average.n}},
        {{"bits", "evaluations", "probes", "probe_se"},
         {{found.bits(model->dimension()), found.evaluations, found.probes, found.probe_error}}}};
}

Answer risk(const Options& o, Team& team) {
    if (o.model.model.empty() || o.model.exact.empty())
        throw UsageError("the risk of a model is against an exact one: missing '--",
                         o.model.model.empty() ? "model'" : "exact'");
    const auto model = make_model({o.model.model, "", "", ""});
    const auto oracle =
        make_exact_model(o.model.exact, "", make_schedule(model->schedule().spec()), model->units());
    RiskChoice choice = o.risk;
    choice.rows = o.n.value_or(choice.rows), choice.seed = o.common.seed;
    choice.t_max = o.t_max, choice.t_min = o.t_min.value_or(choice.t_min);
    const Risk found = excess_risk(*model, *oracle, choice, team);
    const std::uint64_t n = choice.rows;
    Answer answer{
        {{"risk", found.loss.mean(), found.loss.error(), found.least.mean(), found.least.error(), n},
         {"excess", found.excess.mean(), found.excess.error(), missing, missing, n},
         {"kl-bound", found.kl.mean(), found.kl.error(), missing, missing, n}},
        {{"sigma/alpha", "t", "loss", "least", "excess", "se"}, {}}};
    for (const Level& level : found.levels)
        answer.details.rows.push_back({level.ratio, level.t, level.loss(), level.least.mean(),
                                       level.excess.mean(), level.excess.error()});
    return answer;
}

Answer order(const Options& o, Team& team) {
    const auto model = make_exact_model(o.model);
    OrderChoice choice = o.order;
    choice.t_max = o.t_max, choice.t_min = o.t_min;
    choice.rows = o.n.value_or(choice.rows), choice.seed = o.common.seed;
    if (!o.init.empty()) choice.starts = read(o.init, *model);
    const Orders found = observed_orders(*model, choice, team);
    Answer answer{{{"order", found.lines.back().order, missing, missing, missing, found.rows}},
                  {{"solver", "steps", "evaluations", "error", "order"}, {}}};
    for (const OrderLine& line : found.lines)
        answer.details.rows.push_back(
            {choice.solver, std::uint64_t{line.steps}, line.evaluations, line.error, line.order});
    return answer;
}

const std::vector<Metric>& metrics() {
    static const std::vector<Metric> all{
        {"nll", {"nll"}, nll}, {"risk", {"risk", "excess", "kl-bound"}, risk}, {"order", {"order"}, order}};
    return all;
}

// The metrics that are asked for, in order; UsageError for one that does not exist, and for options that none
// uses.
std::vector<Metric> chosen(const Options& o) {
    std::vector<std::string> known;
    for (const Metric& metric : metrics()) known.push_back(metric.name);
    std::vector<Metric> all;
    const std::vector<std::string> names = split(o.metrics, ',');
    for (const std::string& name : names) {
        const auto found = std::find(known.begin(), known.end(), name);
        if (found == known.end()) throw UsageError(unknown("metric", name, known));
        all.push_back(metrics()[static_cast<std::size_t>(found - known.begin())]);
    }
    for (const auto& [option, users] : o.uses) {
        const std::vector<std::string> of = split(users, ' ');
        if (option->count() &&
            std::find_first_of(of.begin(), of.end(), names.begin(), names.end()) == of.end())
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
