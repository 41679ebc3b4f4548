// The accuracy of a classifier of noisy rows.
#pragma once

#include <vector>

#include "core/parallel.hpp"
#include "exact/bayes_classifier.hpp"
#include "metric/mean.hpp"

namespace drift::metric {

/// At one time: the fraction of rows whose class is the likeliest one, and -log p(class | x_t) in nats.
struct AtTime {
    Real t;
    Mean right, loss;
};

struct Accuracy {
    std::vector<AtTime> times;
    Mean right;  // over rows of the shares over times
};

/// Of rows (n, d), in data units, and their classes: noised to each of the times with the same draws for all
/// classifiers. Error when a row has a class that the classifier does not know.
Accuracy accuracy(const NeuralClassifier& model, Rows rows, const Labels& labels,
                  const std::vector<Real>& times, std::uint64_t seed, ThreadPool& pool);

/// The same of Bayes' rule, which no classifier is better than on the average. units: in which the model is.
Accuracy accuracy(const ExactModel& model, const Standardization& units, Rows rows, const Labels& labels,
                  const std::vector<Real>& times, std::uint64_t seed, ThreadPool& pool);

}  // namespace drift::metric
