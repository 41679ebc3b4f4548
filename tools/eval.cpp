// eval(1): measure models and solvers against what is exact.
#include <iostream>

#include "cli/model_choice.hpp"
#include "cli/options.hpp"
#include "cli/run.hpp"
#include "cli/uses.hpp"
#include "core/error.hpp"
#include "io/file.hpp"
#include "io/npy.hpp"
#include "io/table.hpp"
#include "metric/accuracy.hpp"
#include "metric/figure.hpp"
#include "metric/nll.hpp"
#include "metric/order.hpp"
#include "metric/risk.hpp"
#include "model/model_file.hpp"
#include "sampler/grid.hpp"
#include "solver/solvers.hpp"

using namespace drift::all;

namespace {

struct Options {
    cli::Common common;
    std::string metrics, input = "-", labels, require, output = "-", rows_out;
    ModelChoice model;
    std::string init, start = "normal";
    std::optional<double> t_max, t_min;
    std::vector<double> times{0};
    std::optional<std::uint64_t> n;
    OrderChoice order;
    RiskChoice risk;
    NllChoice nll;
    bool json = false;
    cli::Uses uses;  // which metrics an option is for
};

// Figures, and the table behind the first of them.
struct Answer {
    std::vector<Figure> figures;
    Table details;
};

struct Metric {
    std::string name;
    std::vector<std::string> figures;
    Answer (*answer)(const Options&, ThreadPool&);
};

void declare(CLI::App& app, Options& o) {
    const auto of = [&](const std::string& users, CLI::Option* option) { return o.uses.of(users, option); };
    cli::add_text(app, "METRIC", o.metrics, "METRIC[,METRIC...]", "nll, risk, order, accuracy")->required();
    of("nll accuracy", cli::add_input(app, "A", o.input, "points, (n,...)"));
    of("nll risk accuracy", cli::add_input(app, "-m,--model", o.model.model, "a trained model"));
    cli::add_input(app, "--exact", o.model.exact,
                   "the exact model of a file: points (.npy) or a mixture (.json)");
    of("nll order",
       cli::add_spec(app, "-s,--schedule", o.model.schedule, schedules(), "that of an exact model alone"));
    of("nll accuracy", cli::add_input(app, "--labels", o.labels, "the classes of A, (n)"));
    of("nll accuracy", cli::add_input(app, "--exact-labels", o.model.exact_labels,
                                      "the classes of the exact model's points"));
    of("nll risk order", cli::add_number(app, "--t-max", o.t_max, cli::unit_interval, "the noisiest time"));
    of("nll risk order",
       cli::add_number(app, "--t-min", o.t_min, cli::unit_interval, "the least noisy time"));
    of("accuracy", cli::add_numbers(app, "-t,--time", o.times, cli::unit_interval, "accuracy: when"));
    of("nll", cli::add_word(app, "--start", o.start, {"normal", "exact"}, "nll: the law of x at t-max"));
    of("nll", cli::add_count(app, "--probes", o.nll.probes, 0, 1'000'000,
                             "nll: signs that estimate the trace; 0: the trace itself"));
    of("nll", cli::add_number(app, "--tolerance", o.nll.tolerance, {1e-14, 1}, "nll: of the integration"));
    of("nll", cli::add_output(app, "--rows-out", o.rows_out, "nll: where those of the rows go, (n)"));
    of("risk", cli::add_count(app, "--levels", o.risk.levels, 2, 100'000, "risk: levels of noise"));
    of("order", cli::add_spec(app, "--solver", o.order.solver, solvers(), "order: the solver"));
    of("order",
       cli::add_counts(app, "--steps", o.order.steps, 1, 1'000'000, "order: rising numbers of steps"));
    of("order", cli::add_spec(app, "--grid", o.order.grid, grids(), "order: the time grid"));
    CLI::Option* n =
        of("order risk", cli::add_count(app, "-n", o.n, 1, 1'000'000'000, "order, risk: rows to draw"));
    of("order", cli::add_input(app, "--init", o.init, "order: where rows begin: x at t-max"))->excludes(n);
    cli::add_text(app, "--require", o.require, "BOUND[,BOUND...]", "figures that must be met, as order>2.9");
    cli::add_flag(app, "--json", o.json, "write JSON, not text between tabs");
    cli::add_output(app, "-o,--output", o.output, "where the table goes");
    cli::add_seed(app, o.common), cli::add_threads(app, o.common), cli::add_manners(app, o.common);
}

Rows read(const std::string& file, const Shape& shape) {
    npy::Reader in(file);
    npy::expect_shape(in, shape);
    return npy::read_rows(in);
}

Answer nll(const Options& o, ThreadPool& pool) {
    const auto model = make_model(o.model);
    if (!o.model.exact_labels.empty() && o.labels.empty())
        throw UsageError("classes of an exact model's points matter when rows have --labels");
    if (!o.model.model.empty() && !o.model.schedule.empty())
        throw UsageError("a trained model has its own schedule: leave out --schedule");
    const Rows rows = read(o.input, model->shape());
    NllChoice choice = o.nll;
    choice.t_max = o.t_max, choice.seed = o.common.seed;
    choice.t_min = o.t_min.value_or(choice.t_min), choice.exact_start = o.start == "exact";
    const Labels labels = o.labels.empty() ? Labels{} : npy::read_labels(o.labels);
    const Nll found = negative_log_likelihood(*model, rows, labels, choice, pool);
    Mean least;
    if (!o.model.model.empty() && !o.model.exact.empty())
        least = entropy(*make_exact_model(o.model.exact, "", make_schedule("linear")), rows);
    if (!o.rows_out.empty())
        npy::write_rows(o.rows_out, Rows(column(found.log_likelihood)), npy::Type::f8, {});
    return {{{"nll", found.average.value(), found.average.error(), least.value(), least.error(),
              found.average.n}},
            {{"bits", "evaluations", "probes", "probe_se"},
             {{found.bits(model->dimension()), found.evaluations, found.probes, found.probe_error}}}};
}

Answer risk(const Options& o, ThreadPool& pool) {
    if (o.model.model.empty() || o.model.exact.empty())
        throw UsageError("the risk of a model is against an exact one: missing '--",
                         o.model.model.empty() ? "model'" : "exact'");
    const auto model = make_model({o.model.model, "", "", ""});
    const auto oracle = make_exact_model(o.model.exact, "", make_schedule(model->schedule().spec()),
                                         model->standardization());
    RiskChoice choice = o.risk;
    choice.rows = o.n.value_or(choice.rows), choice.seed = o.common.seed;
    choice.t_max = o.t_max, choice.t_min = o.t_min.value_or(choice.t_min);
    const Risk found = excess_risk(*model, *oracle, choice, pool);
    const std::uint64_t n = choice.rows;
    Answer answer{
        {{"risk", found.loss.value(), found.loss.error(), found.least.value(), found.least.error(), n},
         {"excess", found.excess.value(), found.excess.error(), missing, missing, n},
         {"kl-bound", found.kl.value(), found.kl.error(), missing, missing, n}},
        {{"sigma/alpha", "t", "loss", "least", "excess", "se"}, {}}};
    for (const NoiseLevel& level : found.levels)
        answer.details.rows.push_back({level.ratio, level.t, level.loss(), level.least.value(),
                                       level.excess.value(), level.excess.error()});
    return answer;
}

Answer order(const Options& o, ThreadPool& pool) {
    const auto model = make_exact_model({"", o.model.exact, "", o.model.schedule});
    OrderChoice choice = o.order;
    choice.t_max = o.t_max, choice.t_min = o.t_min;
    choice.rows = o.n.value_or(choice.rows), choice.seed = o.common.seed;
    if (!o.init.empty()) choice.starts = read(o.init, model->shape());
    const Orders found = observed_orders(*model, choice, pool);
    Answer answer{{{"order", found.lines.back().order, missing, missing, missing, found.rows}},
                  {{"solver", "steps", "evaluations", "error", "order"}, {}}};
    for (const OrderLine& line : found.lines)
        answer.details.rows.push_back(
            {choice.solver, std::uint64_t{line.steps}, line.evaluations, line.error, line.order});
    return answer;
}

Answer accuracy(const Options& o, ThreadPool& pool) {
    if (o.model.model.empty()) throw UsageError("missing '--model', a classifier");
    if (o.labels.empty()) throw UsageError("missing '--labels'");
    const NeuralClassifier model(read_model(o.model.model));
    const Standardization& units = model.trained().recipe.standardization;
    const Rows rows = read(o.input, model.trained().recipe.row_shape);
    const Labels labels = npy::read_labels(o.labels);
    const Accuracy found = metric::accuracy(model, rows, labels, o.times, o.common.seed, pool);
    Accuracy best{std::vector<AtTime>(o.times.size()), {}};
    if (!o.model.exact.empty())
        best = metric::accuracy(*make_exact_model(o.model.exact, o.model.exact_labels,
                                                  make_schedule(model.schedule().spec()), units),
                                units, rows, labels, o.times, o.common.seed, pool);
    Answer answer{{{"accuracy", found.right.value(), found.right.error(), best.right.value(),
                    best.right.error(), found.right.n}},
                  {{"t", "accuracy", "se", "loss", "best", "best_loss"}, {}}};
    for (std::size_t k = 0; k < o.times.size(); ++k) {
        const AtTime &at = found.times[k], &bayes = best.times[k];
        answer.details.rows.push_back({at.t, at.right.value(), at.right.error(), at.loss.value(),
                                       bayes.right.value(), bayes.loss.value()});
    }
    return answer;
}

const std::vector<Metric>& metrics() {
    static const std::vector<Metric> all{{"nll", {"nll"}, nll},
                                         {"risk", {"risk", "excess", "kl-bound"}, risk},
                                         {"order", {"order"}, order},
                                         {"accuracy", {"accuracy"}, accuracy}};
    return all;
}

// The metrics that are asked for, in order; UsageError for one that does not exist.
std::vector<Metric> chosen(const std::vector<std::string>& names) {
    std::vector<std::string> known;
    for (const Metric& metric : metrics()) known.push_back(metric.name);
    std::vector<Metric> all;
    for (const std::string& name : names) {
        const auto found = std::find(known.begin(), known.end(), name);
        if (found == known.end()) throw UsageError(unknown("metric", name, known));
        all.push_back(metrics()[static_cast<std::size_t>(found - known.begin())]);
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
    const std::vector<Metric> asked = chosen(split(o.metrics, ','));
    o.uses.check(split(o.metrics, ','));
    std::vector<std::string> names;
    for (const Metric& metric : asked)
        names.insert(names.end(), metric.figures.begin(), metric.figures.end());
    std::vector<Requirement> requirements;
    for (const std::string& text : split(o.require, ',')) requirements.emplace_back(text, names);

    ThreadPool pool(o.common.threads);
    std::vector<Figure> figures;
    std::vector<Table> details;
    for (const Metric& metric : asked) {
        Answer answer = metric.answer(o, pool);
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
