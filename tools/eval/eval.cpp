// eval(1): measure models, solvers and samples against what is exact.
#include <CLI/CLI.hpp>

#include "cli/help.hpp"
#include "cli/run.hpp"
#include "cli/uses.hpp"
#include "core/error.hpp"
#include "family.hpp"
#include "io/file.hpp"
#include "metric/measurable.hpp"

using namespace drift::eval;

namespace {

struct Options {
    Shared shared;
    std::vector<std::unique_ptr<Family>> families;
    cli::Uses uses;  // which metrics an option is for
    std::string metrics, require, output = "-";
    bool json = false;
    Claims claims;
};

// A metric as it was asked for, `w2:pairs=20`, and who measures it.
struct Asked {
    std::string spec, name;
    Family* family;
};

void declare(CLI::App& app, Options& o) {
    cli::add_text(app, "METRIC", o.metrics, "METRIC[,METRIC...]",
                  "what to measure: " + joined(measurable().names(), ", "));
    declare(app, o.shared);
    std::vector<std::string> of(app.get_options().size());  // the metrics that read each option
    for (const auto& make : {nll, risk, order, accuracy, two_sample}) {
        Family& family = *o.families.emplace_back(make());
        std::string names;
        for (const std::string& metric : family.metrics()) names += " " + metric;
        family.declare(app);
        of.resize(app.get_options().size(), names);
        for (const std::string& option : family.shared())
            for (std::size_t i = 0; i < of.size(); ++i)
                if (app.get_options()[i]->check_name(option)) of[i] += names;
    }
    for (std::size_t i = 0; i < of.size(); ++i)
        if (!of[i].empty()) o.uses.of(of[i], app.get_options()[i]);
    cli::add_text(app, "--require", o.require, "BOUND[,BOUND...]",
                  "bounds on the results, e.g. order>2.9; exit status 4 if one is violated");
    cli::add_flag(app, "--json", o.json, "write JSON instead of tab-separated text");
    cli::add_output(app, "-o,--output", o.output, "where to write the table");
    cli::add_seed(app, o.shared.common), cli::add_threads(app, o.shared.common);
    cli::add_manners(app, o.shared.common);
    const std::vector<CLI::Option*> measuring = app.get_options();
    declare(app, o.claims);
    for (CLI::Option* option : measuring) o.claims.command->excludes(option);
    app.require_subcommand(0, 1);
    cli::use_brief_help(
        app, {"--model", "--exact", "--schedule", "--solver", "--floor", "--require", "--json", "--output"},
        {"drift eval w2,energy new.npy fresh.npy --floor 8gaussians",
         "drift eval order --exact ring.json -s vp-linear --solver dpm++3m"});
}

// The metrics of `w2:pairs=20,within=1,energy`, in order; UsageError for one that does not exist.
std::vector<Asked> asked(const Options& o) {
    std::vector<std::string> specs;
    for (const std::string& piece : split(o.metrics, ','))
        if (!specs.empty() && piece.find('=') < piece.find(':'))
            specs.back() += "," + piece;
        else
            specs.push_back(piece);
    std::vector<Asked> all;
    for (const std::string& spec : specs) {
        const std::size_t colon = std::min(spec.find(':'), spec.size());
        const std::string& name = measurable().find(spec.substr(0, colon)).name;
        Family* found = nullptr;
        for (const auto& family : o.families)
            for (const std::string& metric : family->metrics())
                if (metric == name) found = family.get();
        if (!found) throw UsageError("no figure of that name: '", name, "'");
        all.push_back({name + spec.substr(colon), name, found});
    }
    return all;
}

void write(const Options& o, const std::vector<Measurement>& measurements,
           const std::vector<Table>& details) {
    Table table{{"metric", "value", "se", "floor", "floor_se", "n"}, {}};
    for (const Measurement& m : measurements)
        table.rows.push_back({m.metric, m.estimate.value, m.estimate.se, m.floor.value, m.floor.se,
                              m.n ? Fact(m.n) : Fact(missing)});
    std::string text = o.json ? as_json(table, details) : tab_separated(table);
    for (const Table& of : details)
        if (!o.json && !of.columns.empty()) text += "\n" + tab_separated(of);
    Output out(o.output);
    out.write(text.data(), text.size());
    out.commit();
}

void measure(const Options& o) {
    if (o.metrics.empty()) throw UsageError("missing 'METRIC'; 'drift eval --help' lists them");
    const std::vector<Asked> metrics = asked(o);
    std::vector<std::string> names, figures;
    for (const Asked& metric : metrics) {
        names.push_back(metric.name);
        for (const std::string& figure : metric.family->measurements(metric.spec)) figures.push_back(figure);
    }
    o.uses.check(names);
    std::vector<Requirement> requirements;
    for (const std::string& text : split(o.require, ',')) requirements.emplace_back(text, figures);

    ThreadPool pool(o.shared.common.threads);
    Inputs inputs;
    std::vector<Measurement> measurements;
    std::vector<Table> details;
    for (const Asked& metric : metrics) {
        Answer answer = metric.family->measure(metric.spec, o.shared, inputs, pool);
        details.push_back(std::move(answer.details));
        for (Measurement& each : answer.measurements) measurements.push_back(std::move(each));
        details.resize(measurements.size());
    }
    write(o, measurements, details);
    for (const Requirement& requirement : requirements) requirement.check(measurements);
}

}  // namespace

int main(int argc, char** argv) {
    Options o;
    CLI::App app("Measure models and solvers against what is exact.", "eval");
    declare(app, o);
    return cli::run(app, argc, argv,
                    [&] { o.claims.command->parsed() ? check_claims(o.claims) : measure(o); });
}
