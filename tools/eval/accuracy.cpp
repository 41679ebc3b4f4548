// accuracy: a classifier, or Bayes' rule of an exact model, on noisy rows.
#include "metric/accuracy.hpp"

#include "core/error.hpp"
#include "family.hpp"
#include "model/model_file.hpp"

namespace drift::eval {
namespace {

class AccuracyFamily final : public Family {
public:
    std::vector<std::string> metrics() const override { return {"accuracy"}; }
    std::vector<std::string> shared() const override {
        return {"A", "--model", "--exact", "--schedule", "--labels", "--exact-labels"};
    }

    void declare(CLI::App& app) override {
        cli::add_numbers(app, "-t,--time", times_, cli::unit_interval,
                         "accuracy: times at which rows are noised and classified");
    }

    Answer measure(const std::string&, const Shared& o, Inputs& inputs, ThreadPool& pool) override {
        if (o.model.model.empty() && o.model.exact.empty())
            throw UsageError("missing '--model', a classifier, or '--exact'");
        if (o.labels.empty()) throw UsageError("missing '--labels'");
        const auto [found, best] =
            o.model.model.empty() ? of_exact_alone(o, inputs, pool) : of_model(o, inputs, pool);
        Answer answer{{{"accuracy", found.right.estimate(), best.right.estimate(), found.right.n}},
                      {{"t", "accuracy", "se", "loss", "best", "best_loss"}, {}}};
        for (std::size_t k = 0; k < times_.size(); ++k) {
            const AtTime &at = found.times[k], &bayes = best.times[k];
            answer.details.rows.push_back({at.t, at.right.value(), at.right.error(), at.loss.value(),
                                           bayes.right.value(), bayes.loss.value()});
        }
        return answer;
    }

private:
    using Pair = std::pair<Accuracy, Accuracy>;  // the classifier's, and the best there is

    Accuracy nothing() const { return {std::vector<AtTime>(times_.size()), {}}; }

    Pair of_model(const Shared& o, Inputs& inputs, ThreadPool& pool) const {
        if (!o.model.schedule.empty())
            throw UsageError("a trained model has its own schedule: leave out --schedule");
        const NeuralClassifier model(read_model(o.model.model));
        const Standardization& units = model.trained().recipe.standardization;
        const Rows& rows = inputs.rows(o.a, &model.trained().recipe.row_shape);
        const Labels labels = npy::read_labels(o.labels);
        Pair pair{metric::accuracy(model, rows, labels, times_, o.common.seed, pool), nothing()};
        if (!o.model.exact.empty())
            pair.second =
                metric::accuracy(*exact::make_exact_model(o.model.exact, o.model.exact_labels,
                                                          make_schedule(model.schedule().spec()), units),
                                 units, rows, labels, times_, o.common.seed, pool);
        return pair;
    }

    Pair of_exact_alone(const Shared& o, Inputs& inputs, ThreadPool& pool) const {
        const auto model = cli::make_exact_model(o.model);
        const Shape shape = model->shape();
        return {metric::accuracy(*model, {}, inputs.rows(o.a, &shape), npy::read_labels(o.labels), times_,
                                 o.common.seed, pool),
                nothing()};
    }

    std::vector<double> times_{0};
};

}  // namespace

std::unique_ptr<Family> accuracy() { return std::make_unique<AccuracyFamily>(); }

}  // namespace drift::eval
