// Classifiers of noisy rows: p(c | x_t) and its gradient in x_t, which guidance follows.
#pragma once

#include <memory>

#include "core/array.hpp"
#include "model/recipe.hpp"

namespace drift::model {

/// log p(c | x_t) for one slice of rows, in the units of its model. It holds its own workspace: one thread
/// uses it at a time. Dhariwal & Nichol (2021), arXiv:2105.05233, section 4.
class Classifier {
public:
    virtual ~Classifier() = default;

    /// Of each row and class: x (n, d), t (n), the result (n, classes). n and the
    /// rows' order are the slice's.
    virtual Rows operator()(const Rows& x, const Vector& t) = 0;

    /// grad log p(label | x_t) in x_t, (n, d); labels (n).
    virtual Rows gradient(const Rows& x, const Vector& t, const Labels& labels) = 0;
};

/// By a trained network with one output a class: p is the softmax of its outputs.
class NeuralClassifier {
public:
    /// Error when the model was trained for something else.
    explicit NeuralClassifier(TrainedModel trained);

    const TrainedModel& trained() const { return trained_; }
    const Schedule& schedule() const { return *schedule_; }

    /// For slices of so many rows.
    std::unique_ptr<Classifier> classifier(std::size_t rows) const;

private:
    TrainedModel trained_;
    std::unique_ptr<const Network> network_;
    std::unique_ptr<const Schedule> schedule_;
};

/// row -= log sum exp row, (n), in place: log weights become the logarithms of probabilities.
void to_log_probabilities(Real* row, std::size_t n);

}  // namespace drift::model
