#include "model/classifier.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "model/preconditioning.hpp"

namespace drift::model {
namespace {

class NetworkClassifier final : public Classifier {
public:
    NetworkClassifier(const Network& network, const Schedule& schedule, const float* parameters,
                      std::size_t rows)
        : network_(network),
          schedule_(schedule),
          parameters_(parameters),
          rows_(rows),
          workspace_(network.workspace(rows, true)),
          x_(rows * network.dimension()),
          t_(rows),
          y_(rows * network.outputs()),
          in_(rows) {}

    Rows operator()(const Rows& x, const Vector& t) override {
        const std::size_t d = network_.dimension(), classes = network_.outputs();
        for (std::size_t i = 0; i < rows_; ++i) {
            if (i == 0 || t(i) != t(i - 1))
                in_[i] = preconditioning(Prediction::x0, schedule_.at(t(i))).in;
            else
                in_[i] = in_[i - 1];
            t_[i] = static_cast<float>(t(i));
            for (std::size_t j = 0; j < d; ++j) x_[i * d + j] = static_cast<float>(in_[i] * x(i, j));
        }
        network_.forward(parameters_, batch(), *workspace_, y_.data());
        Rows logs = zeros(rows_, classes);
        for (std::size_t i = 0; i < rows_; ++i) {
            std::copy_n(&y_[i * classes], classes, &logs(i, 0));
            to_log_probabilities(&logs(i, 0), classes);
        }
        return logs;
    }

    // The derivative of log p_label in output c is [c = label] - p_c.
    Rows gradient(const Rows& x, const Vector& t, const Labels& labels) override {
        const std::size_t d = network_.dimension(), classes = network_.outputs();
        const Rows logs = (*this)(x, t);
        for (std::size_t i = 0; i < rows_; ++i)
            for (std::size_t c = 0; c < classes; ++c)
                y_[i * classes + c] = static_cast<float>((static_cast<std::size_t>(labels[i]) == c ? 1 : 0) -
                                                         std::exp(logs(i, c)));
        dx_.resize(x_.size());
        network_.backward(parameters_, batch(), *workspace_, y_.data(), nullptr, dx_.data());
        Rows gradient = zeros(rows_, d);
        for (std::size_t i = 0; i < rows_; ++i)
            for (std::size_t j = 0; j < d; ++j) gradient(i, j) = in_[i] * dx_[i * d + j];
        return gradient;
    }

private:
    Batch batch() const { return {rows_, x_.data(), t_.data(), nullptr}; }

    const Network& network_;
    const Schedule& schedule_;
    const float* parameters_;
    std::size_t rows_;
    std::unique_ptr<Network::Workspace> workspace_;
    std::vector<float> x_, t_, y_, dx_;
    std::vector<Real> in_;  // what each row is scaled by
};

}  // namespace

void to_log_probabilities(Real* row, std::size_t n) {
    const Real largest = *std::max_element(row, row + n);
    Real sum = 0;
    for (std::size_t c = 0; c < n; ++c) sum += std::exp(row[c] - largest);
    for (std::size_t c = 0; c < n; ++c) row[c] -= largest + std::log(sum);
}

NeuralClassifier::NeuralClassifier(TrainedModel trained)
    : trained_(std::move(trained)),
      network_(network_of(trained_.recipe)),
      schedule_(make_schedule(trained_.recipe.schedule)) {
    if (trained_.recipe.prediction)
        throw Error("the model is no classifier: train one for the task classify");
}

std::unique_ptr<Classifier> NeuralClassifier::classifier(std::size_t rows) const {
    return std::make_unique<NetworkClassifier>(*network_, *schedule_, trained_.parameters.data(), rows);
}

}  // namespace drift::model
