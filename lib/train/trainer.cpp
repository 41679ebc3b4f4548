// One step: slices through the network, then the update, piece by piece.
#include "train/trainer.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/error.hpp"
#include "kernel/update_loops.hpp"
#include "train/loss.hpp"

namespace drift::train {
namespace {

constexpr std::size_t update_piece = 8192;  // parameters that one thread updates at a time

// Rows of a slice: enough slices for several threads, rows enough for the matrix products.
std::size_t rows_of_slice(std::size_t batch) {
    return std::clamp<std::size_t>((batch / 4 + 15) / 16 * 16, 16, batch < 1024 ? 64 : 128);
}

}  // namespace

Trainer::Trainer(const Network& network, const Objective& objective, const Settings& settings, Floats initial,
                 ThreadPool& pool)
    : network_(network),
      objective_(objective),
      settings_(settings),
      team_(pool),
      state_(std::move(initial), settings.optimizer, settings.powers.size()),
      slice_rows_(rows_of_slice(settings.batch)),
      slices_((settings.batch + slice_rows_ - 1) / slice_rows_),
      workers_(pool.size()),
      gradients_(slices_, Floats(network.layout().trained_size(), 0.0F)),
      losses_(slices_),
      history_(objective.history()),
      row_u_(settings.batch),
      row_losses_(settings.batch) {
    for (Worker& worker : workers_) {
        worker.workspace = network.workspace(slice_rows_, true);
        worker.y.resize(slice_rows_ * network.outputs());
    }
}

void Trainer::restore(std::uint64_t k, TrainState state, std::span<const Real> history) {
    k_ = k, state_ = std::move(state);
    history_.restore(history);
}

Trainer::Loss Trainer::slice_gradient(std::size_t slice, Worker& worker, float* gradient) {
    const std::size_t first = slice * slice_rows_, n = std::min(slice_rows_, settings_.batch - first);
    Examples& examples = worker.examples;
    objective_.draw(k_, settings_.batch, first, n, examples, history_);
    const int* labels = examples.labels.empty() ? nullptr : examples.labels.data();
    const bool classifies = settings_.task == Task::classify;
    const Batch rows{n, examples.x.data(), examples.t.data(), classifies ? nullptr : labels};
    float* y = worker.y.data();
    network_.forward(state_.parameters.data(), rows, *worker.workspace, y);
    Loss loss;
    Real* row_losses = &row_losses_[first];
    loss.sum = slice_loss(settings_.task, settings_.batch, n, network_.outputs(), examples, y, row_losses);
    loss.levels.add(n, examples.t.data(), objective_.last_time(), row_losses);
    std::copy_n(examples.u.data(), n, &row_u_[first]);
    network_.backward(state_.parameters.data(), rows, *worker.workspace, y, gradient, nullptr);
    return loss;
}

// work(piece, first, count) for the pieces of the trained parameters.
void Trainer::each_piece(const std::function<void(std::size_t, std::size_t, std::size_t)>& work) {
    const std::size_t all = network_.layout().trained_size();
    team_.run((all + update_piece - 1) / update_piece, [&](std::size_t piece, unsigned) {
        const std::size_t first = piece * update_piece;
        work(piece, first, std::min(update_piece, all - first));
    });
}

// The slices' gradients become one, in the place of the first; its norm, summed piece by piece.
double Trainer::sum_gradients() {
    std::vector<double> squares((network_.layout().trained_size() + update_piece - 1) / update_piece);
    each_piece([&](std::size_t piece, std::size_t first, std::size_t count) {
        std::vector<const float*> parts;
        for (const Floats& gradient : gradients_) parts.push_back(&gradient[first]);
        squares[piece] = update_loops().sum(count, parts.data(), parts.size(), &gradients_[0][first]);
    });
    return std::sqrt(std::accumulate(squares.begin(), squares.end(), 0.0));
}

void Trainer::update(double scale, std::span<const float* const> gradients) {
    const double rate = settings_.rate(k_), decay = settings_.average.decay(k_);
    each_piece([&](std::size_t, std::size_t first, std::size_t count) {
        state_.update(settings_.optimizer, k_, rate, scale, first, count, gradients);
        state_.update_ema(state_.average, decay, first, count);
        for (std::size_t i = 0; i < settings_.powers.size(); ++i)
            state_.update_ema(state_.powers[i], settings_.powers[i].decay(k_), first, count);
    });
}

Trainer::Step Trainer::step(bool norm) {
    ++k_;
    team_.run(slices_, [&](std::size_t slice, unsigned worker) {
        losses_[slice] = slice_gradient(slice, workers_[worker], gradients_[slice].data());
    });
    Step told;
    for (const Loss& part : losses_) told.loss += part.sum, told.levels += part.levels;
    if (!std::isfinite(told.loss))
        throw Diverged("training diverged: loss not finite at step ", k_, "; try a smaller --lr");
    history_.add(row_u_, row_losses_);

    std::vector<const float*> gradients;
    for (const Floats& gradient : gradients_) gradients.push_back(gradient.data());
    double scale = 1;
    if (norm || settings_.clip) {
        told.gradient_norm = sum_gradients();
        gradients.resize(1);
        if (!std::isfinite(told.gradient_norm))
            throw Diverged("training diverged: gradient not finite at step ", k_, "; try a smaller --lr");
        if (settings_.clip && told.gradient_norm > *settings_.clip)
            scale = *settings_.clip / told.gradient_norm;
    }
    update(scale, gradients);
    return told;
}

}  // namespace drift::train
