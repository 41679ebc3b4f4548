// list(1): what can be chosen by name.
#include <iostream>

#include "cli/help.hpp"
#include "cli/options.hpp"
#include "cli/run.hpp"
#include "core/error.hpp"
#include "distribution/toy.hpp"
#include "io/entries.hpp"
#include "io/file.hpp"
#include "metric/measurable.hpp"
#include "model/preconditioning.hpp"
#include "network/ema.hpp"
#include "network/network.hpp"
#include "network/optimizer.hpp"
#include "path/coupling.hpp"
#include "path/matching.hpp"
#include "path/pointwise.hpp"
#include "plot/kinds.hpp"
#include "sampler/grids.hpp"
#include "solver/solvers.hpp"
#include "train/learning_rate.hpp"
#include "train/task.hpp"
#include "train/time_sampling.hpp"
#include "train/weight.hpp"

using namespace drift::all;

namespace {

struct Options {
    std::string kind, output = "-";
    bool json = false;
};

const EntryList& kinds_of_names() {
    static const EntryList all{
        "kind",
        {{"schedules", {}, "noise schedules, of noise -s, train -s, sample -s and eval -s"},
         {"predictions", {}, "what a network predicts, of train --predict"},
         {"flows", {}, "pointwise flows, of flow pair --pointwise and flow train --pointwise"},
         {"couplings", {}, "of flow train --coupling"},
         {"matchings", {}, "of flow couple --method"},
         {"solvers", {}, "of sample --solver and eval --solver"},
         {"grids", {}, "time grids, of sample --grid and eval --grid"},
         {"weights", {}, "weights of the squared error, of train --weight"},
         {"times", {}, "laws of the training times, of train --time-sampling"},
         {"networks", {}, "of train --network"},
         {"optimizers", {}, "of train --optimizer"},
         {"decays", {}, "of the learning rate, of train --decay"},
         {"averages", {}, "EMAs of the parameters, of train --average"},
         {"tasks", {}, "of train --task"},
         {"sets", {}, "toy sets, of data"},
         {"metrics", {}, "what eval measures"},
         {"pictures", {}, "what plot draws"}},
        {{"schedule", "schedules"},
         {"prediction", "predictions"},
         {"targets", "predictions"},
         {"flow", "flows"},
         {"pointwise", "flows"},
         {"coupling", "couplings"},
         {"matching", "matchings"},
         {"solver", "solvers"},
         {"samplers", "solvers"},
         {"schedulers", "solvers"},
         {"grid", "grids"},
         {"spacings", "grids"},
         {"weight", "weights"},
         {"time-sampling", "times"},
         {"network", "networks"},
         {"models", "networks"},
         {"optimizer", "optimizers"},
         {"decay", "decays"},
         {"average", "averages"},
         {"ema", "averages"},
         {"emas", "averages"},
         {"task", "tasks"},
         {"set", "sets"},
         {"data", "sets"},
         {"datasets", "sets"},
         {"metric", "metrics"},
         {"plots", "pictures"}}};
    return all;
}

// In the order of the kinds.
const EntryList& names_of(const std::string& kind) {
    const EntryList* const lists[] = {
        &schedules(), &predictions(), &pointwise_flows(), &couplings(),  &matchings(), &solvers(), &grids(),
        &weights(),   &time_laws(),   &networks(),        &optimizers(), &decays(),    &emas(),    &tasks(),
        &sets(),      &measurable(),  &plot::kinds()};
    return *lists[&kinds_of_names().find(kind) - kinds_of_names().entries.data()];
}

std::string other_names(const EntryList& names) {
    std::string text = names.aliases.empty() ? "" : "\nother names:\n";
    for (const Alias& alias : names.aliases) text += "  " + alias.name + "\t" + alias.means + "\n";
    return text;
}

void list(const Options& o) {
    const EntryList& names = o.kind.empty() ? kinds_of_names() : names_of(o.kind);
    const std::string text = o.json ? io::as_json(names) : drift::description(names) + other_names(names);
    Output out(o.output);
    out.write(text.data(), text.size());
    out.commit();
}

}  // namespace

int main(int argc, char** argv) {
    Options o;
    CLI::App app("List what can be chosen by name: schedules, solvers, sets and more.", "list");
    cli::add_text(app, "KIND", o.kind, "KIND",
                  "what to list: " + joined(kinds_of_names().names(), ", ") + "; by default these kinds");
    cli::add_flag(app, "--json", o.json, "write JSON instead of text");
    cli::add_output(app, "-o,--output", o.output, "where to write the list");
    cli::add_version(app);
    cli::use_brief_help(app, {"--json", "--output"}, {"drift list solvers", "drift list schedules --json"});
    return cli::run(app, argc, argv, [&] { list(o); });
}
