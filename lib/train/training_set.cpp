#include "train/training_set.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "path/coupling.hpp"
#include "path/path.hpp"

namespace drift::train {
namespace {

void check(const TrainingData& data) {
    const std::size_t d = entries(data.row_shape), n = d ? data.rows.size() / d : 0;
    if (n == 0) throw Error("no rows to train on in '", data.name, "'");
    for (std::size_t i = 0; i < n * d; ++i)
        if (!std::isfinite(data.rows[i]))
            throw Error("not a finite number in '", data.name, "': row ", i / d);
    if (!data.labels_name.empty() && data.labels.size() != n)
        throw Error("expected ", n, " labels in '", data.labels_name, "', one a row of '", data.name,
                    "', found ", data.labels.size());
}

std::size_t classes_of(const Labels& labels) {
    return labels.empty() ? 0 : static_cast<std::size_t>(*std::max_element(labels.begin(), labels.end())) + 1;
}

// Whether all rows have the same number in column j.
bool constant(const TrainingData& data, std::size_t j, std::size_t d) {
    for (std::size_t i = j; i < data.rows.size(); i += d)
        if (data.rows[i] != data.rows[j]) return false;
    return true;
}

// Between two floating numbers of the file's type.
Real step_at(Real value, npy::Type type) {
    return value == 0 ? 0 : std::ldexp(1.0, std::ilogb(value) + 1 - npy::fraction_digits(type));
}

// Numbers beside a large offset have wide steps. A spread below one step is rounding; rows that are all equal, beside
// steps of 1 or more, have lost theirs.
void expect_spread(const TrainingData& data, const Standardization& units, std::size_t n, std::size_t d) {
    if (n < 2 || npy::fraction_digits(data.type) == 0) return;
    Real widest = 0, at = 0;
    bool all_constant = true;
    const auto look = [&](std::size_t j) {
        const Real step = step_at(units.mean[j], data.type);
        if (step > widest) widest = step, at = units.mean[j];
    };
    for (std::size_t j = 0; j < d; ++j)
        if (!constant(data, j, d)) all_constant = false, look(j);
    if (all_constant)
        for (std::size_t j = 0; j < d; ++j) look(j);
    if (all_constant ? widest < 1 : widest <= units.spread) return;
    throw Error("nothing is left of the spread of '", data.name, "': beside ", at, " the steps of ",
                npy::name(data.type), " are ", widest, "; take the mean off before the rows are written");
}

}  // namespace

Recipe recipe_for(const TrainingData& data, Recipe chosen, double drop_label) {
    check(data);
    const std::size_t d = entries(data.row_shape);
    chosen.row_shape = data.row_shape;
    chosen.classes = classes_of(data.labels);
    if (chosen.prediction) chosen.seen = labels_seen(data.labels, chosen.classes, drop_label);
    chosen.standardization = standardization_of(data.rows.data(), data.rows.size() / d, d, data.origin);
    expect_spread(data, chosen.standardization, data.rows.size() / d, d);
    chosen.schedule = make_schedule(chosen.schedule)->spec();
    chosen.network = network_of(chosen)->spec();
    chosen.path = Spec(chosen.path, paths()).canonical();
    chosen.coupling = Spec(chosen.coupling, couplings()).canonical();
    chosen.base = canonical_base(chosen.base);
    base_of(chosen);
    return chosen;
}

TrainingSet training_set(TrainingData data, const Recipe& recipe) {
    const std::size_t d = entries(data.row_shape), n = data.rows.size() / d;
    const Standardization& units = recipe.standardization;
    std::vector<double> shift = units.mean;
    for (std::size_t j = 0; j < data.origin.size(); ++j) shift[j] -= data.origin[j];
    for (std::size_t i = 0; i < n * d; ++i)
        data.rows[i] = static_cast<float>(data.rows[i] - shift[i % d]) / units.spread;
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
