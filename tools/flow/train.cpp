// drift flow train TARGET: fit the velocity of a flow from a base to rows.
#include "../train/options.hpp"
#include "commands.hpp"
#include "core/error.hpp"
#include "path/coupling.hpp"
#include "path/pointwise.hpp"

using namespace drift::all;

namespace drift::tools {
namespace {

struct Options : TrainingOptions {
    std::string base = "gaussian", coupling = "independent", pointwise = "linear";
};

void declare(CLI::App& app, Options& o) {
    cli::add_input(app, "TARGET", o.input, "rows at t = 0, (n,...)");
    cli::add_output(app, "-o,--output", o.output, "where to write the model")->required();
    cli::add_text(
        app, "--base", o.base, "SET",
        "the law at t = 1, a set in the units of the data, as annulus; gaussian alone is standard normal in "
        "the model's own");
    cli::add_spec(app, "--coupling", o.coupling, couplings(), "how the rows of both ends make pairs");
    cli::add_spec(app, "--pointwise", o.pointwise, pointwise_flows(), "the way between two ends");
    declare_training(app, o);
}

void train(Options& o, const cli::Common& tool) {
    o.common.quiet = tool.quiet, o.common.verbose = tool.verbose;
    const PointwiseFlow flow = make_pointwise(o.pointwise);
    fit(o, {.schedule = flow.schedule,
            .path = flow.path,
            .coupling = o.coupling,
            .base = o.base,
            .prediction = make_prediction("velocity")});
}

}  // namespace

Command train(CLI::App& app, cli::Common& common) {
    CLI::App* command =
        app.add_subcommand("train", "fit a network to the velocity between a base and data")->fallthrough();
    const auto o = std::make_shared<Options>();
    declare(*command, *o);
    return {command, [o, &common] { train(*o, common); }};
}

}  // namespace drift::tools
