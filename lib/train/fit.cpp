// From files' contents to a training set, through the steps, to a model.
#include "train/fit.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"

namespace drift {
namespace {

void check(const FitData& data, std::size_t n, std::size_t d) {
    if (n == 0 || d == 0) throw Error("no rows to train on in '", data.name, "'");
    for (std::size_t i = 0; i < n * d; ++i)
        if (!std::isfinite(data.rows[i]))
            throw Error("not a finite number in '", data.name, "': row ", i / d);
    if (!data.labels_name.empty() && data.labels.size() != n)
        throw Error("expected ", n, " labels in '", data.labels_name, "', one a row of '", data.name,
                    "', found ", data.labels.size());
}

// The rows in the units of the model, in place.
TrainingSet training_set(FitData& data, const Units& units, std::size_t n, std::size_t d) {
    for (std::size_t i = 0; i < n * d; ++i) data.rows[i] = (data.rows[i] - units.mean[i % d]) / units.spread;
    TrainingSet set{std::move(data.rows), n, d, std::move(data.labels), 0};
    if (!set.labels.empty())
        set.classes = static_cast<std::size_t>(*std::max_element(set.labels.begin(), set.labels.end())) + 1;
    return set;
}

}  // namespace

TrainedModel fit(FitData data, const FitSettings& settings, Team& team, const Report& report) {
    const std::size_t d = entries(data.row_shape), n = d ? data.rows.size() / d : 0;
    check(data, n, d);
    TrainedModel model;
    model.row_shape = data.row_shape;
    model.units = units_of(data.rows.data(), n, d);
    const TrainingSet set = training_set(data, model.units, n, d);

    const auto schedule = make_schedule(settings.schedule);
    const auto network = make_network(settings.network, d, set.classes);
    const Objective objective(*schedule, settings.prediction, set, settings.seed, settings.drop_label,
                              settings.weight, settings.time_sampling);
    Trainer trainer(*network, objective, settings.trainer,
                    network->initial(Random(settings.seed, "train network")), team);
    for (std::uint64_t k = 1; k <= settings.steps; ++k) report(k, trainer.step());

    model.network = network->spec();
    model.schedule = schedule->spec();
    model.prediction = settings.prediction;
    model.classes = set.classes;
    model.parameters = trainer.state().average;
    model.steps = settings.steps;
    model.seed = settings.seed;
    return model;
}

}  // namespace drift
