// train(1): fit a network to the denoising target of a path.
#include <iostream>
#include <optional>

#include "cli/progress.hpp"
#include "cli/run.hpp"
#include "cli/signals.hpp"
#include "core/error.hpp"
#include "io/npy.hpp"
#include "model/model_file.hpp"
#include "options.hpp"
#include "train/task.hpp"

using namespace drift::all;

namespace {

TrainingData read(const std::string& rows, const std::string& labels) {
    npy::Singles read = npy::read_singles(rows);
    TrainingData data{.rows = std::move(read.values),
                      .row_shape = read.row_shape,
                      .labels = {},
                      .name = rows,
                      .labels_name = labels,
                      .origin = std::move(read.origin),
                      .type = read.type};
    if (!labels.empty()) data.labels = npy::read_labels(labels);
    return data;
}

Recipe recipe_of(const Options& o, const TrainingData& data) {
    std::optional<Prediction> prediction;
    if (task_named(o.task).predicts) prediction = make_prediction(o.predict);
    return recipe_for(
        data, {.task = o.task, .network = o.network, .schedule = o.schedule, .prediction = prediction});
}

void train_model(const Options& o) {
    check(o);
    const TrainingSettings settings = settings_of(o);
    std::optional<TrainingData> aside;
    if (!o.valid.empty()) aside = read(o.valid, o.valid_labels);
    TrainingData data = read(o.input, o.labels);
    const Recipe recipe = recipe_of(o, data);
    const TrainingSet set = training_set(std::move(data), recipe);
    std::optional<TrainingSet> valid;
    if (aside) valid = validation_set(std::move(*aside), recipe);

    ThreadPool pool(o.common.threads);
    cli::Progress progress(o.common, "steps", o.steps);
    const cli::Signals signals;
    const TrainingResult result = run_training(
        recipe, set, valid, settings, pool,
        [&](std::uint64_t k, double loss) { progress.at(k, [&] { return concat("loss ", loss); }); },
        [&] { return signals.caught() != 0; });
    if (result.stopped)
        throw cli::Interrupted(signals.caught(), "stopped after step ", result.model.steps,
                               o.files.checkpoint.empty()
                                   ? "; nothing is saved without --checkpoint"
                                   : "; go on with --resume '" + o.files.checkpoint + "'");
    write_model(o.output, result.model);
    if (o.common.verbose) std::cerr << description(result);
}

}  // namespace

int main(int argc, char** argv) {
    Options o;
    CLI::App app("Fit a network to the denoising target of a path.", "train");
    declare(app, o);
    return cli::run(app, argc, argv,
                    [&] { app.got_subcommand("average") ? average(o.average_command) : train_model(o); });
}
