#include "options.hpp"

#include <CLI/CLI.hpp>

#include "cli/help.hpp"
#include "core/error.hpp"
#include "train/task.hpp"

using namespace drift::all;

namespace {

void declare_files(CLI::App& app, TrainingOptions& o) {
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

void declare_training(CLI::App& app, TrainingOptions& o) {
    constexpr std::uint64_t most = 1'000'000'000;
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
    o.of_denoisers.push_back(
        cli::add_number(app, "--drop-label", o.drop_label, cli::unit_interval,
                        "fraction of rows trained without their class, for classifier-free guidance"));
    declare_files(app, o);
    cli::add_seed(app, o.common), cli::add_threads(app, o.common), cli::add_progress(app, o.common);
}

void check(const TrainingOptions& o) {
    if (o.output.empty()) throw UsageError("missing '--output'");
    const bool predicts = task_named(o.task).predicts;
    for (const CLI::Option* option : o.of_denoisers)
        if (!predicts && option->count())
            throw UsageError("'", option->get_name(), "' means nothing with --task ", o.task);
    if (!predicts && o.labels.empty()) throw UsageError("missing '--labels', which a classifier learns");
    if (o.files.checkpoint == "-") throw UsageError("a checkpoint is replaced again and again: name a file");
    if (!o.valid.empty() && !o.labels.empty() && o.valid_labels.empty())
        throw UsageError("missing '--valid-labels': the training has --labels");
    if (!o.valid.empty() && o.files.log.empty() && !o.common.verbose)
        throw UsageError("nothing shows the loss on '", o.valid, "': add --log or -v");
}
