#include "train/training.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "io/lock.hpp"
#include "train/checkpoint.hpp"
#include "train/conditions.hpp"
#include "train/journal.hpp"
#include "train/snapshots.hpp"
#include "train/validation.hpp"

namespace drift::train {
namespace {

Trainer::Settings trainer_settings(const TrainingSettings& settings) {
    Trainer::Settings trainer = settings.trainer;
    if (!settings.files.snapshots.empty()) trainer.powers = snapshot_averages();
    return trainer;
}

// A training under way, and the files it keeps.
class TrainingRun {
public:
    TrainingRun(const Recipe& recipe, const TrainingSet& set, const std::optional<TrainingSet>& valid,
                const TrainingSettings& settings, ThreadPool& pool)
        : recipe_(recipe),
          settings_(settings),
          files_(settings.files),
          pool_(pool),
          network_(network_of(recipe)),
          regression_(recipe, set, settings.regression),
          trainer_(*network_, regression_, trainer_settings(settings),
                   network_->initial(Random(settings.regression.seed, "train network")), pool) {
        if (valid) validation_.emplace(recipe, settings.regression.weight, *valid, settings.trainer.batch);
        if (!files_.checkpoint.empty()) lock_.emplace(files_.checkpoint);
        if (!files_.checkpoint.empty() || !files_.resume.empty())
            conditions_ = conditions_of(recipe, set, settings);
    }

    TrainingResult run(const Report& report, const Stop& stop) {
        TrainingResult result;
        bool kept = resume(result);
        double seen = 0;
        for (std::uint64_t k = trainer_.steps_done(); k < settings_.steps && !result.stopped;) {
            const double loss = step(++k, stop, result.valid);
            seen = std::min(seen + 1, 100.0);
            result.loss += (loss - result.loss) / seen;
            report(k, result.loss);
            result.stopped = stop();
            kept = result.stopped || at(k, files_.checkpoint_every);
            if (kept) save();
        }
        if (!kept) save();  // resumed after the last step, from another file
        expect_finite(trainer_.state().average, trainer_.steps_done());
        result.model = model();
        if (validation_ && !result.valid && !result.stopped) {
            result.valid = measure(stop);
            result.stopped = !result.valid;
        }
        return result;
    }

private:
    // Where the training begins; true when its checkpoint is of that step already.
    bool resume(TrainingResult& result) {
        result.planned = settings_.steps;
        if (files_.resume.empty()) {
            journal_.emplace(files_.log, std::nullopt);
            return false;
        }
        Checkpoint saved = read_checkpoint(files_.resume, conditions_, settings_.steps,
                                           settings_.trainer.optimizer, trainer_.state().powers.size());
        result.resumed = saved.model.steps, result.planned = saved.planned;
        journal_.emplace(files_.log, result.resumed);
        journal_->restore(saved.counters);
        trainer_.restore(result.resumed, std::move(saved.state), saved.sampling);
        return files_.checkpoint == files_.resume;
    }

    // Every so many steps, and at the end.
    bool at(std::uint64_t k, std::uint64_t every) const { return k == settings_.steps || k % every == 0; }

    // Step k, its line of the log, and its snapshots; returns its loss.
    double step(std::uint64_t k, const Stop& stop, std::optional<LossByLevel>& valid) {
        const bool logs = !files_.log.empty(), measured = validation_ && logs && at(k, files_.valid_every),
                   logged = measured || (logs && at(k, files_.log_every));
        const Trainer::Step step = trainer_.step(logged);
        journal_->add(step, settings_.trainer.batch);
        valid = measured ? measure(stop) : std::nullopt;
        if (logged) journal_->write(k, step, settings_.trainer.rate(k), valid);
        if (!files_.snapshots.empty() && at(k, files_.snapshot_every)) snapshot();
        return step.loss;
    }

    TrainedModel model() const {
        return {.recipe = recipe_,
                .parameters = trainer_.state().average,
                .average = settings_.trainer.average.spec,
                .steps = trainer_.steps_done(),
                .seed = settings_.regression.seed};
    }

    void save() const {
        if (files_.checkpoint.empty()) return;
        write_checkpoint(files_.checkpoint, {.model = model(),
                                             .state = trainer_.state(),
                                             .conditions = conditions_,
                                             .planned = settings_.steps,
                                             .counters = journal_->counters(),
                                             .sampling = trainer_.history().state()});
    }

    void snapshot() const {
        for (const Floats& average : trainer_.state().powers) expect_finite(average, trainer_.steps_done());
        write_snapshots(files_.snapshots, model(), trainer_.state().powers);
    }

    std::optional<LossByLevel> measure(const Stop& stop) const {
        return validation_->measure(*network_, trainer_.state().average.data(), pool_, stop);
    }

    const Recipe& recipe_;
    const TrainingSettings& settings_;
    const TrainingFiles& files_;
    ThreadPool& pool_;
    std::unique_ptr<const Network> network_;
    Regression regression_;
    Trainer trainer_;
    std::optional<Validation> validation_;
    std::optional<Lock> lock_;
    std::optional<Journal> journal_;
    Conditions conditions_;
};

}  // namespace

TrainingResult run_training(const Recipe& recipe, const TrainingSet& set,
                            const std::optional<TrainingSet>& valid, const TrainingSettings& settings,
                            ThreadPool& pool, const Report& report, const Stop& stop) {
    return TrainingRun(recipe, set, valid, settings, pool).run(report, stop);
}

std::string description(const TrainingResult& result) {
    const std::uint64_t steps = result.model.steps;
    std::string text = concat("network ", result.model.recipe.network, '\n');
    if (result.resumed) text += concat("resumed after step ", result.resumed, '\n');
    if (result.resumed && result.planned != steps)
        text += concat("steps ", steps, ", not ", result.planned,
                       " as planned: since then the rate falls towards the new end\n");
    if (result.resumed < steps) text += concat("loss of the last steps ", result.loss, '\n');
    if (!result.valid) return text;
    text += concat("validation loss ", result.valid->mean(), '\n');
    const auto means = result.valid->means();
    for (std::size_t l = 0; l < LossByLevel::count; ++l)
        text += concat("  level ", l + 1, " of ", LossByLevel::count, "  ", means[l], '\n');
    return text;
}

}  // namespace drift::train
