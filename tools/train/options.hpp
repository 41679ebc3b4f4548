// The options of `train`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "average.hpp"
#include "cli/options.hpp"
#include "train/training.hpp"

struct Options {
    drift::cli::Common common;
    std::string input = "-", output, labels, valid, valid_labels;
    std::string schedule = "vp-cosine", predict = "v", network = "mlp", optimizer = "adam", decay = "cosine",
                average = "warmup", weight = "uniform", time_sampling = "stratified";
    std::uint64_t steps = 8000, batch = 256, warmup = 100;
    double rate = 2e-3, drop_label = 0.1;
    std::optional<double> clip;
    std::string task = "denoise";
    std::vector<CLI::Option*> of_denoisers;  // options that mean nothing to a classifier
    drift::train::TrainingFiles files;
    AverageOptions average_command;
};

/// Adds them and the command `average`.
void declare(CLI::App& app, Options& o);

/// UsageError where options contradict or lack each other.
void check(const Options& o);

/// The settings of the training that they describe.
drift::train::TrainingSettings settings_of(const Options& o);
