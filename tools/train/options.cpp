#include "options.hpp"

#include <CLI/CLI.hpp>

#include "cli/help.hpp"
#include "core/error.hpp"
#include "train/task.hpp"

using namespace drift::all;

namespace {

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

}  // namespace

void declare(CLI::App& app, Options& o) {
    constexpr std::uint64_t most = 1'000'000'000;
    cli::add_input(app, "X0", o.input, "training data, (n,...)");
    cli::add_output(app, "-o,--output", o.output, "where to write the model");
    cli::add_spec(app, "-s,--schedule", o.schedule, schedules(), "noise schedule");
    cli::add_word(app, "--task", o.task, {"denoise=denoiser,diffusion", "classify=classifier"},
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
    cli::add_spec(app, "--average", o.average, emas(), "EMA of the parameters that the model keeps");
    cli::add_input(app, "--labels", o.labels, "array (n) with the class of each row, counted from 0");
    CLI::Option* drop =
        cli::add_number(app, "--drop-label", o.drop_label, cli::unit_interval,
                        "fraction of rows trained without their class, for classifier-free guidance");
    o.of_denoisers = {predict, weight, drop};
    declare_files(app, o);
    cli::add_seed(app, o.common), cli::add_threads(app, o.common), cli::add_progress(app, o.common);
    cli::add_manners(app, o.common);
    cli::use_brief_help(app,
                        {"--output", "--schedule", "--predict", "--weight", "--network", "--steps", "--batch",
                         "--lr", "--average", "--labels", "--seed"},
                        {"drift data spiral -n 8000 | drift train -o spiral.model",
                         "drift train x.npy -s linear --predict velocity -o flow.model"});
    const std::vector<CLI::Option*> training = app.get_options();
    CLI::App& average_command = declare_average(app, o.average_command);
    for (CLI::Option* option : training) average_command.excludes(option);
    app.require_subcommand(0, 1);
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
