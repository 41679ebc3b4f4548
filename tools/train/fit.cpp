// From options to a model.
#include <cmath>
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

TrainingSettings settings_of(const TrainingOptions& o) {
    const double drop_label = task_named(o.task).predicts ? o.drop_label : 0;
    return {.steps = o.steps,
            .regression = {.weight = make_weight(o.weight),
                           .times = make_time_law(o.time_sampling),
                           .drop_label = drop_label,
                           .seed = o.common.seed},
            .trainer = {.batch = o.batch,
                        .rate = {o.rate, o.warmup, o.steps, make_decay(o.decay)},
                        .optimizer = make_optimizer(o.optimizer),
                        .clip = o.clip,
                        .average = make_ema(o.average)},
            .files = o.files};
}

}  // namespace

void fit(const TrainingOptions& o, Recipe chosen) {
    check(o);
    chosen.task = o.task, chosen.network = o.network;
    const TrainingSettings settings = settings_of(o);
    std::optional<TrainingData> aside;
    if (!o.valid.empty()) aside = read(o.valid, o.valid_labels);
    TrainingData data = read(o.input, o.labels);
    const Recipe recipe = recipe_for(data, std::move(chosen), o.drop_label);
    const TrainingSet set = training_set(std::move(data), recipe);
    std::optional<TrainingSet> valid;
    if (aside) valid = validation_set(std::move(*aside), recipe);

    ThreadPool pool(o.common.threads);
    cli::Progress progress(o.common, "steps", o.steps);
    const cli::Signals signals;
    double last_loss = 0;
    const TrainingResult result = run_training(
        recipe, set, valid, settings, pool,
        [&](std::uint64_t k, double loss) {
            last_loss = loss;
            progress.at(k, [&] { return concat("loss ", loss); });
        },
        [&] { return signals.caught() != 0; });
    if (result.stopped)
        throw cli::Interrupted(signals.caught(), "stopped after step ", result.model.steps,
                               o.files.checkpoint.empty()
                                   ? "; nothing is saved without --checkpoint"
                                   : "; go on with --resume '" + o.files.checkpoint + "'");
    write_model(o.output, result.model);
    progress.finish(concat(result.model.steps, " steps in ", std::lround(progress.seconds()), " s, loss ",
                           last_loss, " -> ", o.output));
    if (o.common.verbose) std::cerr << description(result);
}
