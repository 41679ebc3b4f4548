// One pass of each slice of rows through the times.
#include "metric/accuracy.hpp"

#include <algorithm>
#include <functional>

#include "core/error.hpp"

namespace drift::metric {
namespace {

// Makes a classifier for slices of n rows.
using Make = std::function<std::unique_ptr<Classifier>(std::size_t n)>;

Accuracy measured(const Make& make, const Schedule& schedule, std::size_t classes, const Rows& y,
                  const Labels& labels, const std::vector<Real>& times, std::uint64_t seed,
                  ThreadPool& pool) {
    const std::size_t all = row_count(y), d = dimension(y);
    if (labels.size() != all) throw Error("expected ", all, " labels, one per row, found ", labels.size());
    for (const int label : labels)
        if (label < 0 || label >= static_cast<int>(classes))
            throw Error("no class ", label, ": the classifier knows 0 to ", static_cast<int>(classes) - 1);
    Accuracy accuracy{{}, {}};
    for (const Real t : times) accuracy.times.push_back({t, {}, {}});
    const Random noise(seed, "accuracy noise");
    const auto slices = in_pieces<Accuracy>(pool, all, slice_rows, [&](std::size_t first, std::size_t n) {
        Accuracy slice{accuracy.times, {}};
        Vector right_fraction({n}, 0.0);
        const auto classify = make(n);
        for (std::size_t k = 0; k < times.size(); ++k) {
            const Scales at = schedule.at(times[k]);
            const Rows eps = noise.normal_rows(first, n, d, static_cast<std::uint32_t>(k)),
                       x = at.alpha * row_range(y, first, n) + at.sigma * eps,
                       log_p = (*classify)(x, Vector({n}, times[k]));
            for (std::size_t i = 0; i < n; ++i) {
                const Real* row = &log_p(i, 0);
                const auto label = static_cast<std::size_t>(labels[first + i]);
                const bool right =
                    static_cast<std::size_t>(std::max_element(row, row + classes) - row) == label;
                slice.times[k].right.add(right);
                slice.times[k].loss.add(-row[label]);
                right_fraction(i) += right / static_cast<Real>(times.size());
            }
        }
        for (const Real value : right_fraction) slice.right.add(value);
        return slice;
    });
    for (const Accuracy& slice : slices) {
        for (std::size_t k = 0; k < times.size(); ++k) {
            accuracy.times[k].right.add(slice.times[k].right);
            accuracy.times[k].loss.add(slice.times[k].loss);
        }
        accuracy.right.add(slice.right);
    }
    return accuracy;
}

}  // namespace

Accuracy accuracy(const NeuralClassifier& model, Rows rows, const Labels& labels,
                  const std::vector<Real>& times, std::uint64_t seed, ThreadPool& pool) {
    expect_diffusion(model.trained().recipe.departure(), "the accuracy on noisy rows");
    model.trained().recipe.standardization.to_model(rows);
    return measured([&](std::size_t n) { return model.classifier(n); }, model.schedule(),
                    model.trained().recipe.classes, rows, labels, times, seed, pool);
}

Accuracy accuracy(const ExactModel& model, const Standardization& units, Rows rows, const Labels& labels,
                  const std::vector<Real>& times, std::uint64_t seed, ThreadPool& pool) {
    if (model.classes() == 0)
        throw UsageError("the exact model has no classes: give a mixture with labels, or points with labels");
    units.to_model(rows);
    return measured([&](std::size_t) { return exact_classifier(model); }, model.schedule(), model.classes(),
                    rows, labels, times, seed, pool);
}

}  // namespace drift::metric
