// The options of a training, and the training that they describe: of `train` and of `flow train`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/options.hpp"
#include "train/training.hpp"

struct TrainingOptions {
    drift::cli::Common common;
    std::string input = "-", output, labels, valid, valid_labels;
    std::string task = "denoise", network = "mlp", optimizer = "adam", decay = "cosine", average = "warmup",
                weight = "uniform", time_sampling = "stratified";
    std::uint64_t steps = 8000, batch = 256, warmup = 100;
    double rate = 2e-3, drop_label = 0.1;
    std::optional<double> clip;
    std::vector<CLI::Option*> of_denoisers;  // options that mean nothing to a classifier
    drift::train::TrainingFiles files;
};

/// Adds those that do not say what is learnt: times, network, optimiser, labels, files, seed, threads and
/// progress.
void declare_training(CLI::App& app, TrainingOptions& o);

/// UsageError where options contradict or lack each other.
void check(const TrainingOptions& o);

/// Trains on the input and writes the model. chosen: what is learnt, as recipe_for() takes it; its task and
/// network are those of the options.
void fit(const TrainingOptions& o, drift::model::Recipe chosen);
