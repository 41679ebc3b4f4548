#include "train/trainer.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/error.hpp"
#include "kernel/update_loops.hpp"

namespace drift::train {
namespace {

constexpr std::size_t update_piece = 8192;  // parameters that one thread updates at a time

// Rows of a slice: enough slices for several threads, rows enough for the matrix products.
std::size_t rows_of_slice(std::size_t batch) {
    return std::clamp<std::size_t>((batch / 4 + 15) / 16 * 16, 16, batch < 1024 ? 64 : 128);
}

BatchGradients empty_slices(std::size_t batch, std::size_t parameters) {
    const std::size_t rows = rows_of_slice(batch), slices = (batch + rows - 1) / rows;
    return {.slice_rows = rows,
            .gradients = std::vector<Floats>(slices, Floats(parameters, 0.0F)),
            .losses = std::vector<BatchGradients::SliceLoss>(slices),
            .u = std::vector<Real>(batch),
            .row_losses = std::vector<Real>(batch)};
}

}  // namespace

Trainer::Trainer(const Network& network, const Regression& regression, const Settings& settings,
                 Floats initial, ThreadPool& pool)
    : network_(network),
      regression_(regression),
      settings_(settings),
      pool_(pool),
      state_(std::move(initial), settings.optimizer, settings.powers.size()),
      slices_(empty_slices(settings.batch, network.layout().trained_size())),
      history_(regression.times().history()) {
    for (unsigned worker = 0; worker < pool.size(); ++worker)
        work_.emplace_back(network, slices_.slice_rows, true);
}

void Trainer::restore(std::uint64_t k, TrainState state, std::span<const Real> history) {
    k_ = k, state_ = std::move(state);
    history_.restore(history);
}

Trainer::Step Trainer::step(bool norm) {
    const RegressionBatch batch = regression_.batch(++k_, settings_.batch, pool_);
    Step step = batch_step(batch);
    history_.add(slices_.u, slices_.row_losses);

    std::vector<const float*> gradients;
    for (const Floats& gradient : slices_.gradients) gradients.push_back(gradient.data());
    double scale = 1;
    if (norm || settings_.clip) {
        step.gradient_norm = sum_gradients();
        gradients.resize(1);
        if (settings_.clip && step.gradient_norm > *settings_.clip)
            scale = *settings_.clip / step.gradient_norm;
    }
    update(scale, gradients);
    return step;
}

// The losses and gradients of all slices, those of other machines too; the losses' sum, in slice order.
Trainer::Step Trainer::batch_step(const RegressionBatch& batch) {
    Exchange& exchange = *settings_.exchange;
    pool_.run(slices_.slices(), [&](std::size_t slice, unsigned worker) {
        if (exchange.owns(slice, slices_.slices())) compute_slice(batch, slice, work_[worker]);
    });
    exchange.share(k_, slices_);
    Step step;
    for (const auto& part : slices_.losses) step.loss += part.loss, step.levels += part.levels;
    if (!std::isfinite(step.loss))
        throw Diverged("training diverged: loss not finite at step ", k_, "; try a smaller learning rate");
    return step;
}

void Trainer::compute_slice(const RegressionBatch& batch, std::size_t slice, SliceWorkspace& work) {
    const std::size_t first = slice * slices_.slice_rows,
                      n = std::min(slices_.slice_rows, batch.size - first);
    regression_.slice(batch, first, n, history_, work.examples);
    auto& [loss, levels] = slices_.losses[slice];
    loss = slice_loss(regression_.loss(), network_, state_.parameters.data(), batch.size, work,
                      slices_.gradients[slice].data());
    levels = {};
    levels.add(n, work.examples.t.data(), regression_.times().last(), work.row_losses.data());
    std::copy_n(work.examples.u.data(), n, &slices_.u[first]);
    std::copy_n(work.row_losses.data(), n, &slices_.row_losses[first]);
}

// work(piece, first, count) for the pieces of the trained parameters.
void Trainer::each_piece(const std::function<void(std::size_t, std::size_t, std::size_t)>& work) {
    const std::size_t all = network_.layout().trained_size();
    pool_.run((all + update_piece - 1) / update_piece, [&](std::size_t piece, unsigned) {
        const std::size_t first = piece * update_piece;
        work(piece, first, std::min(update_piece, all - first));
    });
}

// The slices' gradients become one, in the place of the first; its norm, summed piece by piece.
double Trainer::sum_gradients() {
    std::vector<double> squares((network_.layout().trained_size() + update_piece - 1) / update_piece);
    each_piece([&](std::size_t piece, std::size_t first, std::size_t count) {
        std::vector<const float*> parts;
        for (const Floats& gradient : slices_.gradients) parts.push_back(&gradient[first]);
        squares[piece] = update_loops().sum(count, parts.data(), parts.size(), &slices_.gradients[0][first]);
    });
    const double norm = std::sqrt(std::accumulate(squares.begin(), squares.end(), 0.0));
    if (!std::isfinite(norm))
        throw Diverged("training diverged: gradient not finite at step ", k_,
                       "; try a smaller learning rate");
    return norm;
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

}  // namespace drift::train
