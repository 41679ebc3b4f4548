// train(1): fit a network to the denoising target of a path.
#include <optional>

#include "average.hpp"
#include "cli/help.hpp"
#include "cli/run.hpp"
#include "options.hpp"
#include "train/task.hpp"

using namespace drift::all;

namespace {

struct Options : TrainingOptions {
    std::string schedule = "vp-cosine", predict = "v";
    AverageOptions average_command;
};

void declare(CLI::App& app, Options& o) {
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
    o.of_denoisers = {predict, weight};
    declare_training(app, o);
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

void train_model(const Options& o) {
    std::optional<Prediction> prediction;
    if (task_named(o.task).predicts) prediction = make_prediction(o.predict);
    fit(o, {.schedule = o.schedule, .prediction = prediction});
}

}  // namespace

int main(int argc, char** argv) {
    Options o;
    CLI::App app("Fit a network to the denoising target of a path.", "train");
    declare(app, o);
    return cli::run(app, argc, argv,
                    [&] { app.got_subcommand("average") ? average(o.average_command) : train_model(o); });
}
