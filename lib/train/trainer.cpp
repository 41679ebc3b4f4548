// One step: slices through the network, then the update, piece by piece.
#include "train/trainer.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "train/loss.hpp"

namespace drift {
namespace {

constexpr std::size_t update_piece = 8192;  // parameters that one thread updates at a time

// Rows of a slice: enough slices for several threads, rows enough for the matrix products.
std::size_t rows_of_slice(std::size_t batch) {
    return std::clamp<std::size_t>((batch / 4 + 15) / 16 * 16, 16, batch < 1024 ? 64 : 128);
}

}  // namespace

Trainer::Trainer(const Network& network, const Objective& objective, const Settings& settings, Floats initial,
                 Team& team)
    : network_(network),
      objective_(objective),
      settings_(settings),
      team_(team),
      state_(std::move(initial)),
      slice_rows_(rows_of_slice(settings.batch)),
      slices_((settings.batch + slice_rows_ - 1) / slice_rows_),
      workers_(team.size()),
      gradients_(slices_, Floats(network.layout().trained_size(), 0.0F)),
      losses_(slices_) {
    for (Worker& worker : workers_) {
        worker.workspace = network.workspace(slice_rows_, true);
        worker.y.resize(slice_rows_ * network.outputs());
    }
}

double Trainer::slice_gradient(std::size_t slice, Worker& worker, float* gradient) const {
    const std::size_t first = slice * slice_rows_, n = std::min(slice_rows_, settings_.batch - first);
    Examples& examples = worker.examples;
    objective_.draw(k_, settings_.batch, first, n, examples);
    const int* labels = examples.labels.empty() ? nullptr : examples.labels.data();
    const bool classifies = settings_.task == Task::classify;
    const Batch rows{n, examples.x.data(), examples.t.data(), classifies ? nullptr : labels};
    float* y = worker.y.data();
    network_.forward(state_.parameters.data(), rows, *worker.workspace, y);
    const std::size_t outputs = network_.outputs();
    const auto row_share = 1 / static_cast<float>(settings_.batch),
               share = 1 / static_cast<float>(settings_.batch * outputs);
    const double loss = classifies ? cross_entropy(n, outputs, labels, row_share, y)
                                   : square_error(n * outputs, examples.target.data(), share, y);
    network_.backward(state_.parameters.data(), rows, *worker.workspace, y, gradient);
    return loss;
}

double Trainer::step() {
    ++k_;
    team_.run(slices_, [&](std::size_t slice, unsigned worker) {
        losses_[slice] = slice_gradient(slice, workers_[worker], gradients_[slice].data());
    });
    double loss = 0;
    for (const double part : losses_) loss += part;
    if (!std::isfinite(loss))
        throw Diverged("training diverged: loss not finite at step ", k_, "; try a smaller --lr");

    std::vector<const float*> gradients;
    for (const Floats& gradient : gradients_) gradients.push_back(gradient.data());
    const double rate = settings_.rate(k_), share = settings_.average.share(k_);
    const std::size_t all = network_.layout().trained_size();
    team_.run((all + update_piece - 1) / update_piece, [&](std::size_t piece, unsigned) {
        const std::size_t first = piece * update_piece;
        state_.update(settings_.adam, k_, rate, share, first, std::min(update_piece, all - first), gradients);
    });
    return loss;
}

}  // namespace drift
