// A whole training: from a recipe and a training set, through the steps, to a model.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "model/recipe.hpp"
#include "train/trainer.hpp"
#include "train/training_set.hpp"

namespace drift::train {

/// The files a training keeps beside its model, none where the name is empty, and how many steps apart.
struct TrainingFiles {
    std::string checkpoint, resume, log, snapshots;
    std::uint64_t checkpoint_every = 1000, log_every = 100, snapshot_every = 1000, valid_every = 1000;
};

struct TrainingSettings {
    std::uint64_t steps = 0;
    RegressionSettings regression;
    Trainer::Settings trainer;
    TrainingFiles files;
};

/// Called after each step with its number and the loss, averaged over some hundred steps.
using Report = std::function<void(std::uint64_t step, double loss)>;

/// Asked after each step: whether to end here.
using Stop = std::function<bool()>;

struct TrainingResult {
    TrainedModel model;                // its steps are those that were done
    std::optional<LossByLevel> valid;  // of the finished model on the validation set, if there is one
    double loss = 0;                   // of the last hundred steps or so
    std::uint64_t resumed = 0;         // the step it went on from
    std::uint64_t planned = 0;         // the steps that were planned then
    bool stopped = false;              // before the last step; the checkpoint, if any, is of that step
};

/// Error when the checkpoint is in use, or is of another training; Diverged when numbers are not finite.
TrainingResult run_training(const Recipe& recipe, const TrainingSet& set,
                            const std::optional<TrainingSet>& valid, const TrainingSettings& settings,
                            ThreadPool& pool, const Report& report, const Stop& stop);

/// What was trained and how far it came, as text.
std::string description(const TrainingResult& result);

}  // namespace drift::train
