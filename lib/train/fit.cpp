// From files' contents to a training set, through the steps, to a model.
#include "train/fit.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "io/lock.hpp"
#include "io/npy_header.hpp"
#include "io/text.hpp"
#include "train/journal.hpp"
#include "train/resume.hpp"
#include "train/snapshots.hpp"
#include "train/validation.hpp"

namespace drift::train {
namespace {

// All that the bytes of a training depend on but the number of its steps.
Conditions conditions_of(const FitSettings& settings, const TrainedModel& model, const TrainingSet& set) {
    const auto number = [](double value) { return shortest(value, false); };
    const Trainer::Settings& how = settings.trainer;
    std::vector<float> units = model.units.mean;
    units.push_back(model.units.spread);
    return {{"--task", model.task == Task::denoise ? "denoise" : "classify"},
            {"--network", model.network},
            {"--schedule", model.schedule},
            {"--predict", name(model.prediction)},
            {"--weight", settings.weight.spec},
            {"--time-sampling", settings.times.spec},
            {"--batch", std::to_string(how.batch)},
            {"--optimizer", how.optimizer.spec},
            {"--lr", number(how.rate.peak)},
            {"--warmup", std::to_string(how.rate.warmup)},
            {"--decay", how.rate.decay.spec},
            {"--clip", how.clip ? number(*how.clip) : "none"},
            {"--average", how.average.spec},
            {"--drop-label", number(settings.drop_label)},
            {"--seed", std::to_string(settings.seed)},
            {"--snapshots", how.powers.empty() ? "none" : "kept"},
            {"number of rows", std::to_string(set.n)},
            {"shape of a row", npy::tuple(model.row_shape)},
            {"number of classes", std::to_string(set.classes)},
            {"units' fingerprint", fingerprint(units.data(), units.size())},
            {"rows' fingerprint", fingerprint(set.rows.data(), set.n * set.d)},
            {"labels' fingerprint", fingerprint(set.labels)}};
}

// A training under way, and the files it keeps.
class Fit {
public:
    Fit(const FitSettings& settings, TrainedModel model, const TrainingSet& set,
        const std::optional<TrainingSet>& valid, ThreadPool& pool)
        : settings_(settings),
          model_(std::move(model)),
          team_(pool),
          schedule_(make_schedule(settings.schedule)),
          network_(network_of(model_)),
          objective_(*schedule_, settings.prediction, set, settings.seed, settings.drop_label,
                     settings.weight, settings.times),
          trainer_(*network_, objective_, settings.trainer,
                   network_->initial(Random(settings.seed, "train network")), pool) {
        model_.network = network_->spec();
        model_.schedule = schedule_->spec();
        model_.prediction = settings.prediction;
        model_.average = settings.trainer.average.spec;
        model_.seed = settings.seed;
        if (valid) validation_.emplace(*schedule_, settings.prediction, settings.weight, *valid, model_.task);
        if (!settings.files.checkpoint.empty()) lock_.emplace(settings.files.checkpoint);
        if (!settings.files.checkpoint.empty() || !settings.files.resume.empty())
            conditions_ = conditions_of(settings, model_, set);
    }

    Fitted run(const Report& report, const Stop& stop) {
        Fitted fitted;
        bool kept = resume(fitted);
        double seen = 0;
        for (std::uint64_t k = trainer_.steps_done(); k < settings_.steps && !fitted.stopped;) {
            const double loss = step(++k, stop, fitted.valid);
            seen = std::min(seen + 1, 100.0);
            fitted.loss += (loss - fitted.loss) / seen;
            report(k, fitted.loss);
            fitted.stopped = stop();
            kept = fitted.stopped || at(k, settings_.files.checkpoint_every);
            if (kept) save();
        }
        if (!kept) save();  // resumed after the last step, from another file
        expect_finite(trainer_.state().average, trainer_.steps_done());
        fitted.model = model();
        if (validation_ && !fitted.valid && !fitted.stopped) {
            fitted.valid = measure(stop);
            fitted.stopped = !fitted.valid;
        }
        return fitted;
    }

private:
    // Where the training begins; true when its checkpoint is of that step already.
    bool resume(Fitted& fitted) {
        const FitFiles& files = settings_.files;
        fitted.planned = settings_.steps;
        if (files.resume.empty()) {
            journal_.emplace(files.log, std::nullopt);
            return false;
        }
        Checkpoint saved = read_checkpoint(files.resume, conditions_, settings_.steps,
                                           settings_.trainer.optimizer, settings_.trainer.powers.size());
        fitted.resumed = saved.model.steps, fitted.planned = saved.planned;
        journal_.emplace(files.log, fitted.resumed);
        journal_->restore(saved.counters);
        trainer_.restore(fitted.resumed, std::move(saved.state), saved.sampling);
        return files.checkpoint == files.resume;
    }

    // Every so many steps, and at the end.
    bool at(std::uint64_t k, std::uint64_t every) const { return k == settings_.steps || k % every == 0; }

    // Step k, what the log says of it, and its snapshots; returns its loss.
    double step(std::uint64_t k, const Stop& stop, std::optional<LossByLevel>& valid) {
        const FitFiles& files = settings_.files;
        const bool logs = !files.log.empty(), measured = validation_ && logs && at(k, files.valid_every),
                   told = measured || (logs && at(k, files.log_every));
        const Trainer::Step step = trainer_.step(told);
        journal_->add(step, settings_.trainer.batch);
        valid = measured ? measure(stop) : std::nullopt;
        if (told) journal_->write(k, step, settings_.trainer.rate(k), valid);
        if (!files.snapshots.empty() && at(k, files.snapshot_every)) snapshot();
        return step.loss;
    }

    // The model as it is now.
    TrainedModel model() const {
        TrainedModel now = model_;
        now.steps = trainer_.steps_done();
        now.parameters = trainer_.state().average;
        return now;
    }

    void save() const {
        if (settings_.files.checkpoint.empty()) return;
        write_checkpoint(settings_.files.checkpoint, {model(), trainer_.state(), conditions_, settings_.steps,
                                                      journal_->counters(), trainer_.history().state()});
    }

    void snapshot() const {
        for (const Floats& average : trainer_.state().powers) expect_finite(average, trainer_.steps_done());
        write_snapshots(settings_.files.snapshots, model(), trainer_.state().powers);
    }

    std::optional<LossByLevel> measure(const Stop& stop) const {
        return validation_->measure(*network_, trainer_.state().average.data(), team_, stop);
    }

    const FitSettings& settings_;
    TrainedModel model_;  // but for its parameters
    ThreadPool& team_;
    std::unique_ptr<const Schedule> schedule_;
    std::unique_ptr<const Network> network_;
    Objective objective_;
    Trainer trainer_;
    std::optional<Validation> validation_;
    std::optional<Lock> lock_;
    std::optional<Journal> journal_;
    Conditions conditions_;
};

}  // namespace

std::string description(const Fitted& fitted) {
    const TrainedModel& model = fitted.model;
    std::string text = concat("network ", model.network, '\n');
    if (fitted.resumed) text += concat("resumed after step ", fitted.resumed, '\n');
    if (fitted.resumed && fitted.planned != model.steps)
        text += concat("steps ", model.steps, ", not ", fitted.planned,
                       " as planned: since then the rate falls towards the new end\n");
    if (fitted.resumed < model.steps) text += concat("loss of the last steps ", fitted.loss, '\n');
    if (!fitted.valid) return text;
    text += concat("validation loss ", fitted.valid->mean(), '\n');
    const auto means = fitted.valid->means();
    for (std::size_t l = 0; l < LossByLevel::count; ++l)
        text += concat("  level ", l + 1, " of ", LossByLevel::count, "  ", means[l], '\n');
    return text;
}

Fitted fit(FitData data, std::optional<FitData> valid, const FitSettings& given, ThreadPool& pool,
           const Report& report, const Stop& stop) {
    check(data);
    FitSettings settings = given;
    if (!settings.files.snapshots.empty()) settings.trainer.powers = snapshot_averages();
    if (settings.trainer.task == Task::classify) {
        if (data.labels.empty()) throw UsageError("missing '--labels', which a classifier learns");
        settings.drop_label = 0;
    }
    TrainedModel model;
    model.task = settings.trainer.task;
    model.row_shape = data.row_shape;
    const std::size_t d = entries(data.row_shape);
    model.units = standardization_of(data.rows.data(), data.rows.size() / d, d);
    const TrainingSet set = training_set(std::move(data), model.units);
    model.network = settings.network;
    model.classes = set.classes;
    std::optional<TrainingSet> aside;
    if (valid) aside = validation_set(std::move(*valid), model);
    return Fit(settings, std::move(model), set, aside, pool).run(report, stop);
}

}  // namespace drift::train
