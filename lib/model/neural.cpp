#include "model/neural.hpp"

#include "core/error.hpp"
#include "model/preconditioning.hpp"

namespace drift::model {
namespace {

// How an answer F to in x is read: as a x + b F.
struct Reading {
    Real of_x, of_y;
};

Reading as_x0(const Prediction& prediction, const Scales& at) {
    const ToX0 back = network_to_x0(prediction, at);
    return {back.of_x, back.of_y};
}

Reading as_predicted(const Prediction& prediction, const Scales& at) {
    const Preconditioning to = preconditioning(prediction, at);
    return {to.skip, to.out};
}

// A network's answers to a slice as a Denoiser or a Field, which have the same two calls.
template <class Function>
class Neural final : public Function {
public:
    Neural(const Network& network, const Schedule& schedule, const Prediction& prediction,
           Reading (*reading)(const Prediction&, const Scales&), const float* parameters, std::size_t rows,
           const Labels& labels)
        : network_(network),
          schedule_(schedule),
          prediction_(prediction),
          reading_(reading),
          parameters_(parameters),
          rows_(rows),
          workspace_(network.workspace(rows, false)),
          x_(rows * network.dimension()),
          t_(rows),
          y_(rows * network.dimension()),
          read_(rows),
          in_(rows) {
        if (!network.classes()) return;
        labels_ = labels.empty() ? Labels(rows, static_cast<int>(network.classes())) : labels;  // no class
    }

    Rows operator()(const Rows& x, const Vector& t) override { return forward(x, t, *workspace_); }

    // Of y = a x + b F(in x):  w^T dy/dx = a w + in (b w)^T dF.
    Rows vjp(const Rows& x, const Vector& t, const std::vector<Rows>& w,
             std::vector<Rows>& products) override {
        const std::size_t d = network_.dimension();
        if (!derivatives_) derivatives_ = network_.workspace(rows_, true);
        Rows y = forward(x, t, *derivatives_);
        std::vector<float> dy(rows_ * d), dx(rows_ * d);
        products = w;
        for (Rows& product : products) {
            for (std::size_t i = 0; i < rows_; ++i)
                for (std::size_t j = 0; j < d; ++j)
                    dy[i * d + j] = static_cast<float>(read_[i].of_y * product(i, j));
            network_.backward(parameters_, batch(), *derivatives_, dy.data(), nullptr, dx.data());
            for (std::size_t i = 0; i < rows_; ++i)
                for (std::size_t j = 0; j < d; ++j)
                    product(i, j) = read_[i].of_x * product(i, j) + in_[i] * dx[i * d + j];
        }
        return y;
    }

    std::uint64_t evaluations() const override { return evaluations_; }

private:
    Batch batch() const { return {rows_, x_.data(), t_.data(), labels_.empty() ? nullptr : labels_.data()}; }

    Rows forward(const Rows& x, const Vector& t, Network::Workspace& workspace) {
        const std::size_t d = network_.dimension();
        Reading reading{};
        Real in = 1;
        for (std::size_t i = 0; i < rows_; ++i) {
            if (i == 0 || t(i) != t(i - 1)) {
                const Scales at = schedule_.at(t(i));
                in = preconditioning(prediction_, at).in, reading = reading_(prediction_, at);
            }
            t_[i] = static_cast<float>(t(i));
            read_[i] = reading, in_[i] = in;
            for (std::size_t j = 0; j < d; ++j) x_[i * d + j] = static_cast<float>(in * x(i, j));
        }
        network_.forward(parameters_, batch(), workspace, y_.data());
        ++evaluations_;
        Rows y = zeros(rows_, d);
        for (std::size_t i = 0; i < rows_; ++i)
            for (std::size_t j = 0; j < d; ++j)
                y(i, j) = read_[i].of_x * x(i, j) + read_[i].of_y * y_[i * d + j];
        return y;
    }

    const Network& network_;
    const Schedule& schedule_;
    Prediction prediction_;
    Reading (*reading_)(const Prediction&, const Scales&);
    const float* parameters_;
    std::size_t rows_;
    std::unique_ptr<Network::Workspace> workspace_, derivatives_;  // the second when it is asked for
    std::vector<float> x_, t_, y_;
    std::vector<int> labels_;
    std::vector<Reading> read_;
    std::vector<Real> in_;  // what the network sees of x
    std::uint64_t evaluations_ = 0;
};

// Error unless it was trained to predict.
const Prediction& predicted(const Recipe& recipe) {
    if (!recipe.prediction) throw Error("the model draws no rows: it was trained to ", recipe.task);
    return *recipe.prediction;
}

}  // namespace

// The second moment is 1 in the units of a standardization.
NeuralModel::NeuralModel(TrainedModel trained)
    : Model({.schedule = make_schedule(trained.recipe.schedule),
             .shape = trained.recipe.row_shape,
             .standardization = trained.recipe.standardization,
             .classes = trained.recipe.classes,
             .seen = trained.recipe.seen,
             .second_moment = 1,
             .divides_by_alpha = divides_by_alpha(predicted(trained.recipe)),
             .one_step = predicted(trained.recipe).dt,
             .base = base_of(trained.recipe),
             .departure = trained.recipe.departure()}),
      trained_(std::move(trained)),
      network_(network_of(trained_.recipe)) {
    if (trained_.parameters.size() != network_->layout().size())
        throw Error("expected ", network_->layout().size(), " parameters of network '",
                    trained_.recipe.network, "', found ", trained_.parameters.size());
    check_prediction(trained_.recipe);
}

std::unique_ptr<Denoiser> NeuralModel::denoiser(std::size_t rows, const Labels& labels) const {
    if (!trained_.recipe.affine())
        throw Error("the model has path ", trained_.recipe.path,
                    ", so that its velocity does not say E[x0 | x_t]: follow the velocity");
    check_labels(facts().seen, classes(), labels);
    return std::make_unique<Neural<Denoiser>>(*network_, schedule(), *trained_.recipe.prediction, as_x0,
                                              trained_.parameters.data(), rows, labels);
}

std::unique_ptr<Field> NeuralModel::velocity(std::size_t rows, const Labels& labels) const {
    if (trained_.recipe.prediction->kind != Prediction::velocity) return Model::velocity(rows, labels);
    check_labels(facts().seen, classes(), labels);
    return std::make_unique<Neural<Field>>(*network_, schedule(), *trained_.recipe.prediction, as_predicted,
                                           trained_.parameters.data(), rows, labels);
}

}  // namespace drift::model
