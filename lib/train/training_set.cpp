#include "train/training_set.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"

namespace drift::train {
namespace {

void check(const TrainingData& data) {
    const std::size_t d = entries(data.row_shape), n = d ? data.rows.size() / d : 0;
    if (n == 0) throw Error("no rows to train on in '", data.name, "'");
    for (std::size_t i = 0; i < n * d; ++i)
        if (!std::isfinite(data.rows[i]))
            throw Error("not a finite number in '", data.name, "': row ", i / d);
    if (!data.labels_name.empty() && data.labels.size() != n)
        throw Error("expected ", n, " labels in '", data.labels_name, "', one per row of '", data.name,
                    "', found ", data.labels.size());
}

std::size_t classes_of(const Labels& labels) {
    return labels.empty() ? 0 : static_cast<std::size_t>(*std::max_element(labels.begin(), labels.end())) + 1;
}

}  // namespace

Recipe recipe_for(const TrainingData& data, Recipe chosen) {
    check(data);
    const std::size_t d = entries(data.row_shape);
    chosen.row_shape = data.row_shape;
    chosen.classes = classes_of(data.labels);
    chosen.standardization = standardization_of(data.rows.data(), data.rows.size() / d, d);
    chosen.schedule = make_schedule(chosen.schedule)->spec();
    chosen.network = network_of(chosen)->spec();
    return chosen;
}

TrainingSet training_set(TrainingData data, const Recipe& recipe) {
    const std::size_t d = entries(data.row_shape), n = data.rows.size() / d;
    const Standardization& units = recipe.standardization;
    for (std::size_t i = 0; i < n * d; ++i) data.rows[i] = (data.rows[i] - units.mean[i % d]) / units.spread;
    return {std::move(data.rows), n, d, std::move(data.labels), recipe.classes};
}

TrainingSet validation_set(TrainingData data, const Recipe& recipe) {
    check(data);
    if (data.row_shape != recipe.row_shape)
        throw Error("rows of '", data.name, "' have another shape than those trained on");
    const std::size_t classes = classes_of(data.labels);
    if (classes > recipe.classes)
        throw Error("class ", classes - 1, " in '", data.labels_name, "' is not among the ", recipe.classes,
                    " trained on");
    return training_set(std::move(data), recipe);
}

}  // namespace drift::train
