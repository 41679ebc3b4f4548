// A whole training: rows in, a model out.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "model/neural.hpp"
#include "train/trainer.hpp"
#include "train/training_set.hpp"

namespace drift::train {

/// The files a training keeps beside its model, none where the name is empty, and how many steps apart.
struct FitFiles {
    std::string checkpoint, resume, log, snapshots;
    std::uint64_t checkpoint_every = 1000, log_every = 100, snapshot_every = 1000, valid_every = 1000;
};

struct FitSettings {
    std::string schedule, network;  // specs
    Prediction prediction = Prediction::v;
    std::uint64_t steps = 0, seed = 0;
    Trainer::Settings trainer;
    double drop_label = 0;
    Weight weight;
    TimeLaw times = make_time_law("stratified");
    FitFiles files;
};

/// After each step: its number and the loss, averaged over some hundred steps.
using Report = std::function<void(std::uint64_t step, double loss)>;

/// Asked after each step: whether to end here.
using Stop = std::function<bool()>;

struct Fitted {
    TrainedModel model;  // its steps are those that were done
    std::optional<LossByLevel>
        valid;                  // the loss of the finished model on the rows kept aside, if there are any
    double loss = 0;            // of the last hundred steps or so
    std::uint64_t resumed = 0;  // the step it went on from
    std::uint64_t planned = 0;  // the steps that were planned then
    bool stopped = false;       // before the last step; the checkpoint, if there is one, is of that step
};

/// Error when the data are no training set: no rows, a row that is not finite, labels of another number than
/// the rows, rows kept aside of another shape; when the checkpoint is in use, or is of another training.
Fitted fit(FitData data, std::optional<FitData> valid, const FitSettings& settings, ThreadPool& pool,
           const Report& report, const Stop& stop);

/// What was trained and how far it came, as text.
std::string description(const Fitted& fitted);

}  // namespace drift::train
