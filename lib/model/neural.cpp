#include "model/neural.hpp"

#include "core/error.hpp"
#include "model/preconditioning.hpp"

namespace drift::model {
namespace {

class NeuralDenoiser final : public Denoiser {
public:
    NeuralDenoiser(const Network& network, const Schedule& schedule, const Prediction& prediction,
                   const float* parameters, std::size_t rows, const Labels& labels)
        : network_(network),
          schedule_(schedule),
          prediction_(prediction),
          parameters_(parameters),
          rows_(rows),
          workspace_(network.workspace(rows, false)),
          x_(rows * network.dimension()),
          t_(rows),
          y_(rows * network.dimension()),
          to_x0_(rows),
          in_(rows) {
        if (!network.classes()) return;
        labels_ = labels.empty() ? Labels(rows, static_cast<int>(network.classes())) : labels;  // no class
    }

    Rows operator()(const Rows& x, const Vector& t) override { return forward(x, t, *workspace_); }

    // With x0_hat = a x + b F(in x):  w^T dx0_hat/dx = a w + in (b w)^T dF.
    Rows vjp(const Rows& x, const Vector& t, const std::vector<Rows>& w,
             std::vector<Rows>& products) override {
        const std::size_t d = network_.dimension();
        if (!derivatives_) derivatives_ = network_.workspace(rows_, true);
        Rows x0 = forward(x, t, *derivatives_);
        std::vector<float> dy(rows_ * d), dx(rows_ * d);
        products = w;
        for (Rows& product : products) {
            for (std::size_t i = 0; i < rows_; ++i)
                for (std::size_t j = 0; j < d; ++j)
                    dy[i * d + j] = static_cast<float>(to_x0_[i].of_y * product(i, j));
            network_.backward(parameters_, batch(), *derivatives_, dy.data(), nullptr, dx.data());
            for (std::size_t i = 0; i < rows_; ++i)
                for (std::size_t j = 0; j < d; ++j)
                    product(i, j) = to_x0_[i].of_x * product(i, j) + in_[i] * dx[i * d + j];
        }
        return x0;
    }

private:
    Batch batch() const { return {rows_, x_.data(), t_.data(), labels_.empty() ? nullptr : labels_.data()}; }

    Rows forward(const Rows& x, const Vector& t, Network::Workspace& workspace) {
        const std::size_t d = network_.dimension();
        ToX0 back{};
        Real in = 1;
        for (std::size_t i = 0; i < rows_; ++i) {
            if (i == 0 || t(i) != t(i - 1)) {
                const Scales at = schedule_.at(t(i));
                in = preconditioning(prediction_, at).in, back = network_to_x0(prediction_, at);
            }
            t_[i] = static_cast<float>(t(i));
            to_x0_[i] = back, in_[i] = in;
            for (std::size_t j = 0; j < d; ++j) x_[i * d + j] = static_cast<float>(in * x(i, j));
        }
        network_.forward(parameters_, batch(), workspace, y_.data());
        Rows x0 = zeros(rows_, d);
        for (std::size_t i = 0; i < rows_; ++i)
            for (std::size_t j = 0; j < d; ++j)
                x0(i, j) = to_x0_[i].of_x * x(i, j) + to_x0_[i].of_y * y_[i * d + j];
        return x0;
    }

    const Network& network_;
    const Schedule& schedule_;
    Prediction prediction_;
    const float* parameters_;
    std::size_t rows_;
    std::unique_ptr<Network::Workspace> workspace_, derivatives_;  // the second when it is asked for
    std::vector<float> x_, t_, y_;
    std::vector<int> labels_;
    std::vector<ToX0> to_x0_;
    std::vector<Real> in_;  // what the network sees of x
};

}  // namespace

// The second moment is 1 in the units of a standardization.
NeuralModel::NeuralModel(TrainedModel trained)
    : Model({.schedule = make_schedule(trained.recipe.schedule),
             .shape = trained.recipe.row_shape,
             .standardization = trained.recipe.standardization,
             .classes = trained.recipe.classes,
             .second_moment = 1,
             .divides_by_alpha = divides_by_alpha(trained.recipe.prediction),
             .one_step = trained.recipe.prediction.dt}),
      trained_(std::move(trained)),
      network_(network_of(trained_.recipe)) {
    if (!trained_.recipe.denoises())
        throw Error("the model draws no rows: it was trained to ", trained_.recipe.task);
    if (trained_.parameters.size() != network_->layout().size())
        throw Error("expected ", network_->layout().size(), " parameters of network '",
                    trained_.recipe.network, "', found ", trained_.parameters.size());
    check_path(trained_.recipe.prediction, schedule());
}

std::unique_ptr<Denoiser> NeuralModel::denoiser(std::uint64_t, std::size_t rows, const Labels& labels) const {
    return std::make_unique<NeuralDenoiser>(*network_, schedule(), trained_.recipe.prediction,
                                            trained_.parameters.data(), rows, labels);
}

}  // namespace drift::model
