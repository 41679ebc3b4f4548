// train(1): fit a network to the denoising target of a path.
#include <iostream>
#include <optional>

#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "cli/run.hpp"
#include "cli/signals.hpp"
#include "core/error.hpp"
#include "io/npy.hpp"
#include "model/model_file.hpp"
#include "train/fit.hpp"
#include "train/snapshots.hpp"

using namespace drift::all;

namespace {

struct Options {
    cli::Common common;
    std::string input = "-", output, labels, valid, valid_labels;
    std::string schedule = "vp-cosine", predict = "v", network = "mlp", optimizer = "adam", decay = "cosine",
                average = "warmup", weight = "uniform", time_sampling = "stratified";
    std::uint64_t steps = 8000, batch = 256, warmup = 100;
    double rate = 2e-3, drop_label = 0.1, width = 0.1;
    std::optional<double> clip;
    std::string task = "denoise";
    std::vector<CLI::Option*> of_denoisers;  // options that mean nothing to a classifier
    FitFiles files;
    std::vector<std::string> snapshots;  // of the command `average`
};

void declare_files(CLI::App& app, Options& o) {
    constexpr std::uint64_t most = 1'000'000'000;
    FitFiles& files = o.files;
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

void declare_average(CLI::App& app, Options& o) {
    CLI::App& average =
        *app.add_subcommand("average", "make a model with another averaging width from snapshots");
    cli::add_inputs(average, "SNAPSHOT", o.snapshots, "snapshots that --snapshots wrote")->required();
    cli::add_number(
        average, "--width", o.width, {least_width, largest_width},
        "width of the average: standard deviation of its profile relative to the training's length");
    cli::add_output(average, "-o,--output", o.output, "where to write the model")->required();
    cli::add_flag(average, "-v,--verbose", o.common.verbose,
                  "print how closely the snapshots match the requested width");
}

void declare(CLI::App& app, Options& o) {
    constexpr std::uint64_t most = 1'000'000'000;
    cli::add_input(app, "X0", o.input, "training data, (n,...)");
    cli::add_output(app, "-o,--output", o.output, "where to write the model");
    cli::add_spec(app, "-s,--schedule", o.schedule, schedules(), "noise schedule");
    cli::add_word(app, "--task", o.task, {"denoise", "classify"},
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
    declare_average(app, o);
    for (CLI::Option* option : training) app.get_subcommand("average")->excludes(option);
    app.require_subcommand(0, 1);
}

FitData read(const std::string& rows, const std::string& labels) {
    FitData data;
    data.rows = npy::read_floats(rows, &data.row_shape);
    data.name = rows, data.labels_name = labels;
    if (!labels.empty()) data.labels = npy::read_labels(labels);
    return data;
}

FitSettings settings_of(const Options& o) {
    FitSettings settings;
    settings.schedule = o.schedule, settings.network = o.network;
    settings.prediction = make_prediction(o.predict);
    settings.steps = o.steps, settings.seed = o.common.seed;
    settings.trainer.batch = o.batch;
    settings.trainer.rate = {o.rate, o.warmup, o.steps, make_decay(o.decay)};
    settings.trainer.optimizer = make_optimizer(o.optimizer);
    settings.trainer.clip = o.clip;
    settings.trainer.average = make_ema(o.average);
    settings.drop_label = o.drop_label;
    settings.weight = make_weight(o.weight), settings.times = make_time_law(o.time_sampling);
    settings.trainer.task = o.task == "classify" ? Task::classify : Task::denoise;
    settings.files = o.files;
    return settings;
}

void check(const Options& o) {
    if (o.output.empty()) throw UsageError("missing '--output'");
    for (const CLI::Option* option : o.of_denoisers)
        if (o.task == "classify" && option->count())
            throw UsageError("'", option->get_name(), "' means nothing with --task classify");
    if (o.files.checkpoint == "-") throw UsageError("a checkpoint is replaced again and again: name a file");
    if (!o.valid.empty() && !o.labels.empty() && o.valid_labels.empty())
        throw UsageError("missing '--valid-labels': the training has --labels");
    if (!o.valid.empty() && o.files.log.empty() && !o.common.verbose)
        throw UsageError("nothing shows the loss on '", o.valid, "': add --log or -v");
}

void train_model(const Options& o) {
    check(o);
    std::optional<FitData> valid;
    if (!o.valid.empty()) valid = read(o.valid, o.valid_labels);
    FitData data = read(o.input, o.labels);

    ThreadPool pool(o.common.threads);
    cli::Progress progress(o.common, "steps", o.steps);
    const cli::Signals signals;
    const Fitted fitted = fit(
        std::move(data), std::move(valid), settings_of(o), pool,
        [&](std::uint64_t k, double loss) { progress.at(k, [&] { return concat("loss ", loss); }); },
        [&] { return signals.caught() != 0; });
    if (fitted.stopped)
        throw cli::Interrupted(signals.caught(), "stopped after step ", fitted.model.steps,
                               o.files.checkpoint.empty()
                                   ? "; nothing is saved without --checkpoint"
                                   : "; go on with --resume '" + o.files.checkpoint + "'");
    write_model(o.output, fitted.model);
    if (o.common.verbose) std::cerr << description(fitted);
}

void average(const Options& o) {
    const Combined combined = combine(o.snapshots, o.width);
    write_model(o.output, combined.model);
    if (o.common.verbose)
        std::cerr << combined.model.average << " at step " << combined.model.steps
                  << ", misfit of its profile " << combined.misfit << '\n';
}

}  // namespace

int main(int argc, char** argv) {
    Options o;
    CLI::App app("Fit a network to the denoising target of a path.", "train");
    declare(app, o);
    return cli::run(app, argc, argv, [&] { app.got_subcommand("average") ? average(o) : train_model(o); });
}
