// train(1): fit a network to the denoising target of a path.
#include <iostream>
#include <optional>

#include "average.hpp"
#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "cli/run.hpp"
#include "cli/signals.hpp"
#include "core/error.hpp"
#include "io/npy.hpp"
#include "model/model_file.hpp"
#include "train/training.hpp"

using namespace drift::all;

namespace {

struct Options {
    cli::Common common;
    std::string input = "-", output, labels, valid, valid_labels;
    std::string schedule = "vp-cosine", predict = "v", network = "mlp", optimizer = "adam", decay = "cosine",
                average = "warmup", weight = "uniform", time_sampling = "stratified";
    std::uint64_t steps = 8000, batch = 256, warmup = 100;
    double rate = 2e-3, drop_label = 0.1;
    std::optional<double> clip;
    std::string task = "denoise";
    std::vector<CLI::Option*> of_denoisers;  // options that mean nothing to a classifier
    TrainingFiles files;
    AverageOptions average_command;
};

void declare_files(CLI::App& app, Options& o) {
    constexpr std::uint64_t most = 1'000'000'000;
    TrainingFiles& files = o.files;
    cli::add_input(app, "--valid", o.valid, "held-out rows: their loss by noise level goes to the log");
    cli::add_input(app, "--valid-labels", o.valid_labels, "array with the class of each held-out row")
        ->needs("--valid", "--labels");
    cli::add_output(app, "--log", files.log, "write the training log here, one JSON object per line");
    cli::add_count(app, "--log-every", files.log_every, 1, most, "updates between two lines of the log")
        ->needs("--log");
    cli::add_count(app, "--valid-every", files.valid_every, 1, most,
                   "updates between two measurements of the held-out loss")
        ->needs("--valid", "--log");
    cli::add_output(app, "--checkpoint", files.checkpoint,
                    "write checkpoints here, from which --resume continues");
    cli::add_count(app, "--checkpoint-every", files.checkpoint_every, 1, most, "updates between two of them")
        ->needs("--checkpoint");
    cli::add_input(app, "--resume", files.resume, "continue from this checkpoint");
    cli::add_output(app, "--snapshots", files.snapshots,
                    "folder for snapshots of the averages during training");
    cli::add_count(app, "--snapshot-every", files.snapshot_every, 1, most, "updates between two of them")
        ->needs("--snapshots");
}

void declare(CLI::App& app, Options& o) {
    constexpr std::uint64_t most = 1'000'000'000;
    cli::add_input(app, "X0", o.input, "training data, (n,...)");
    cli::add_output(app, "-o,--output", o.output, "where to write the model");
    cli::add_spec(app, "-s,--schedule", o.schedule, schedules(), "noise schedule");
    cli::add_word(app, "--task", o.task, tasks().names(),
                  "denoise: fit a denoiser; classify: fit a classifier of noisy rows");
    CLI::Option* predict =
        cli::add_spec(app, "--predict", o.predict, predictions(), "quantity that the network predicts");
    CLI::Option* weight =
        cli::add_spec(app, "--weight", o.weight, weights(),
                      "weight of the squared error, as a function of SNR = alpha^2 / sigma^2");
    cli::add_spec(app, "--time-sampling", o.time_sampling, time_laws(),
                  "distribution of the training times t");
    cli::add_spec(app, "--network", o.network, networks(), "network and its settings");
    cli::add_count(app, "--steps", o.steps, 1, most, "number of parameter updates");
    cli::add_count(app, "--batch", o.batch, 1, 1'000'000, "rows per update");
    cli::add_spec(app, "--optimizer", o.optimizer, optimizers(), "optimizer and its settings");
    cli::add_number(app, "--lr", o.rate, cli::positive, "peak learning rate");
    cli::add_count(app, "--warmup", o.warmup, 0, most,
                   "updates over which the learning rate rises linearly from 0 to its peak");
    cli::add_spec(app, "--decay", o.decay, decays(), "decay of the learning rate after the warmup");
    cli::add_number(app, "--clip", o.clip, cli::positive,
                    "clip the gradient to this Euclidean norm; by default no clipping");
    cli::add_spec(app, "--average", o.average, emas(),
                  "moving average of the parameters that the model keeps");
    cli::add_input(app, "--labels", o.labels, "array (n) with the class of each row, counted from 0");
    CLI::Option* drop =
        cli::add_number(app, "--drop-label", o.drop_label, cli::unit_interval,
                        "fraction of rows trained without their class, for classifier-free guidance");
    o.of_denoisers = {predict, weight, drop};
    declare_files(app, o);
    cli::add_seed(app, o.common), cli::add_threads(app, o.common), cli::add_progress(app, o.common);
    cli::add_manners(app, o.common);
    const std::vector<CLI::Option*> training = app.get_options();
    CLI::App& average_command = declare_average(app, o.average_command);
    for (CLI::Option* option : training) average_command.excludes(option);
    app.require_subcommand(0, 1);
}

TrainingData read(const std::string& rows, const std::string& labels) {
    TrainingData data;
    data.rows = npy::read_floats(rows, &data.row_shape);
    data.name = rows, data.labels_name = labels;
    if (!labels.empty()) data.labels = npy::read_labels(labels);
    return data;
}

Recipe recipe_of(const Options& o, const TrainingData& data) {
    return recipe_for(data, {.task = o.task,
                             .network = o.network,
                             .schedule = o.schedule,
                             .prediction = make_prediction(o.predict)});
}

TrainingSettings settings_of(const Options& o) {
    const double drop_label = o.task == "classify" ? 0 : o.drop_label;
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

void check(const Options& o) {
    if (o.output.empty()) throw UsageError("missing '--output'");
    for (const CLI::Option* option : o.of_denoisers)
        if (o.task == "classify" && option->count())
            throw UsageError("'", option->get_name(), "' means nothing with --task classify");
    if (o.task == "classify" && o.labels.empty())
        throw UsageError("missing '--labels', which a classifier learns");
    if (o.files.checkpoint == "-") throw UsageError("a checkpoint is replaced again and again: name a file");
    if (!o.valid.empty() && !o.labels.empty() && o.valid_labels.empty())
        throw UsageError("missing '--valid-labels': the training has --labels");
    if (!o.valid.empty() && o.files.log.empty() && !o.common.verbose)
        throw UsageError("nothing shows the loss on '", o.valid, "': add --log or -v");
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
