// Accuracy: how often a classifier of noisy rows names their class.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "core/parallel.hpp"
#include "model/classifier.hpp"

namespace drift {

/// Makes a classifier for slices of so many rows.
using ClassifierOfRows = std::function<std::unique_ptr<Classifier>(std::size_t rows)>;

/// A share of n rows, and its standard error.
struct Share {
    Real value, error;
};

/// The share of rows whose most probable class is theirs: noised to each time, and a row's average over the
/// times.
struct Accuracy {
    std::vector<Share> at;  // one a time
    Share mean;
};

/// For rows x0 in the model's units and their classes; the noise is drawn anew for each time.
Accuracy accuracy(const Schedule& schedule, const ClassifierOfRows& classifier, const Rows& x0,
                  const Labels& labels, const std::vector<Real>& times, std::uint64_t seed, Team& team);

}  // namespace drift
