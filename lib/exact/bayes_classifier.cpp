#include "exact/bayes_classifier.hpp"

#include <cmath>
#include <limits>

namespace drift::exact {
namespace {

class BayesClassifier final : public Classifier {
public:
    explicit BayesClassifier(const ExactModel& model) : model_(model), weights_(model.class_weights()) {}

    Rows operator()(const Rows& x, const Vector& t) override {
        const std::size_t n = row_count(x), classes = weights_.size();
        Rows logs = Rows({n, classes}, -std::numeric_limits<Real>::infinity());
        for (std::size_t c = 0; c < classes; ++c) {
            if (weights_(c) == 0) continue;
            const Vector density = model_.log_density(x, t, Labels(n, static_cast<int>(c)));
            for (std::size_t i = 0; i < n; ++i) logs(i, c) = std::log(weights_(c)) + density(i);
        }
        for (std::size_t i = 0; i < n; ++i) to_log_probabilities(&logs(i, 0), classes);
        return logs;
    }

    Rows gradient(const Rows& x, const Vector& t, const Labels& labels) override {
        return model_.score(x, t, labels) - model_.score(x, t, {});
    }

private:
    const ExactModel& model_;
    Vector weights_;
};

}  // namespace

std::unique_ptr<Classifier> exact_classifier(const ExactModel& model) {
    return std::make_unique<BayesClassifier>(model);
}

}  // namespace drift::exact
