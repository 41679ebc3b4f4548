// train(1): fit a network to the denoising target of a path.
#include <algorithm>
#include <iostream>

#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "cli/run.hpp"
#include "core/error.hpp"
#include "io/npy.hpp"
#include "model/model_file.hpp"
#include "train/fit.hpp"

using namespace drift;

namespace {

struct Options {
    cli::Common common;
    std::string input = "-", output, labels;
    std::string schedule = "vp-cosine", predict = "v", network = "mlp", decay = "cosine", average = "warmup",
                weight = "uniform", time_sampling = "stratified";
    std::uint64_t steps = 8000, batch = 256, warmup = 100;
    double rate = 2e-3, weight_decay = 0, drop_label = 0.1;
};

void declare(CLI::App& app, Options& o) {
    cli::add_input(app, "X0", o.input, "the rows to learn from");
    cli::add_output(app, "-o,--output", o.output, "the model file")->required();
    cli::add_spec(app, "-s,--schedule", o.schedule, schedules(), "the noise schedule");
    cli::add_spec(app, "--predict", o.predict, predictions(), "what the network predicts");
    cli::add_spec(app, "--weight", o.weight, weights(),
                  "the weight of errors; SNR = alpha^2 / sigma^2, x0 and eps: of the loss on it");
    cli::add_spec(app, "--time-sampling", o.time_sampling, time_samplings(), "the law of the times t");
    cli::add_spec(app, "--network", o.network, networks(), "the network");
    cli::add_count(app, "--steps", o.steps, 1, 1'000'000'000, "updates of the parameters");
    cli::add_count(app, "--batch", o.batch, 1, 1'000'000, "rows an update");
    cli::add_number(app, "--lr", o.rate, cli::positive, "the learning rate at its peak");
    cli::add_count(app, "--warmup", o.warmup, 0, 1'000'000'000, "updates in which the rate rises to it");
    cli::add_spec(app, "--decay", o.decay, decays(), "how the rate falls from it");
    cli::add_number(app, "--weight-decay", o.weight_decay, cli::not_negative,
                    "AdamW's decay of the parameters");
    cli::add_spec(app, "--average", o.average, averages(), "the average of the parameters that is kept");
    cli::add_input(app, "--labels", o.labels, "the rows' classes, whole numbers from 0");
    cli::add_number(app, "--drop-label", o.drop_label, cli::unit_interval,
                    "share of rows trained without class");
    cli::add_seed(app, o.common), cli::add_threads(app, o.common), cli::add_progress(app, o.common);
    cli::add_manners(app, o.common);
}

void train(const Options& o) {
    FitData data;
    data.rows = npy::read_floats(o.input, &data.row_shape);
    data.name = o.input, data.labels_name = o.labels;
    if (!o.labels.empty()) data.labels = npy::read_labels(o.labels);

    FitSettings settings;
    settings.schedule = o.schedule, settings.network = o.network;
    settings.prediction = make_prediction(o.predict);
    settings.steps = o.steps, settings.seed = o.common.seed;
    settings.trainer.batch = o.batch;
    settings.trainer.rate = {o.rate, o.warmup, o.steps, make_decay(o.decay)};
    settings.trainer.adam.decay = o.weight_decay;
    settings.trainer.average = make_average(o.average);
    settings.drop_label = o.drop_label;
    settings.weight = o.weight, settings.time_sampling = o.time_sampling;

    Team team(o.common.threads);
    cli::Progress progress(o.common, "steps", o.steps);
    double smooth = 0;
    const TrainedModel model = fit(std::move(data), settings, team, [&](std::uint64_t k, double loss) {
        smooth += (loss - smooth) / static_cast<double>(std::min<std::uint64_t>(k, 100));
        progress.at(k, [&] { return words("loss ", smooth); });
    });
    write_model(o.output, model);
    if (o.common.verbose)
        std::cerr << "network " << model.network << "\nloss of the last steps " << smooth << '\n';
}

}  // namespace

int main(int argc, char** argv) {
    Options o;
    CLI::App app("Fit a network to the denoising target of a path.", "train");
    declare(app, o);
    return cli::run(app, argc, argv, [&] { train(o); });
}
