// train-average: the average of any width, from snapshots that a training has kept.
#include "average.hpp"

#include <CLI/CLI.hpp>
#include <iostream>

#include "model/model_file.hpp"
#include "train/snapshots.hpp"

using namespace drift::all;

CLI::App& declare_average(CLI::App& train, AverageOptions& o) {
    CLI::App& app =
        *train.add_subcommand("average", "make a model with an EMA of another width from snapshots");
    cli::add_inputs(app, "SNAPSHOT", o.snapshots, "snapshots that --snapshots wrote")->required();
    cli::add_number(app, "--width", o.width, {least_width, largest_width},
                    "its standard deviation relative to the training's length");
    cli::add_output(app, "-o,--output", o.output, "where to write the model")->required();
    cli::add_flag(app, "-v,--verbose", o.verbose,
                  "print how closely the snapshots match the requested width");
    return app;
}

void average(const AverageOptions& o) {
    const Combined combined = combine(o.snapshots, o.width);
    write_model(o.output, combined.model);
    if (o.verbose)
        std::cerr << combined.model.average << " at step " << combined.model.steps
                  << ", misfit of its profile " << combined.misfit << '\n';
}
