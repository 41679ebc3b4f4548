// From data units to the model's, in place.
#include "train/training_set.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"

namespace drift::train {

void check(const FitData& data) {
    const std::size_t d = entries(data.row_shape), n = d ? data.rows.size() / d : 0;
    if (n == 0) throw Error("no rows to train on in '", data.name, "'");
    for (std::size_t i = 0; i < n * d; ++i)
        if (!std::isfinite(data.rows[i]))
            throw Error("not a finite number in '", data.name, "': row ", i / d);
    if (!data.labels_name.empty() && data.labels.size() != n)
        throw Error("expected ", n, " labels in '", data.labels_name, "', one a row of '", data.name,
                    "', found ", data.labels.size());
}

TrainingSet training_set(FitData data, const Standardization& units) {
    const std::size_t d = entries(data.row_shape), n = data.rows.size() / d;
    for (std::size_t i = 0; i < n * d; ++i) data.rows[i] = (data.rows[i] - units.mean[i % d]) / units.spread;
    TrainingSet set{std::move(data.rows), n, d, std::move(data.labels), 0};
    if (!set.labels.empty())
        set.classes = static_cast<std::size_t>(*std::max_element(set.labels.begin(), set.labels.end())) + 1;
    return set;
}

TrainingSet validation_set(FitData data, const TrainedModel& model) {
    check(data);
    if (data.row_shape != model.row_shape)
        throw Error("rows of '", data.name, "' have another shape than those trained on");
    TrainingSet set = training_set(std::move(data), model.units);
    if (set.classes > model.classes)
        throw Error("class ", set.classes - 1, " in '", data.labels_name, "' is not among the ",
                    model.classes, " trained on");
    set.classes = model.classes;
    return set;
}

}  // namespace drift::train
