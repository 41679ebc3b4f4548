// The training loop.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "core/parallel.hpp"
#include "network/ema.hpp"
#include "network/network.hpp"
#include "network/train_state.hpp"
#include "train/exchange.hpp"
#include "train/learning_rate.hpp"
#include "train/loss.hpp"
#include "train/loss_by_level.hpp"
#include "train/regression.hpp"

namespace drift::train {

/// Minimises a regression's mean loss over batches. A batch is cut into slices whose size depends on the batch
/// alone, each taken through forward and backward pass by one thread; their gradients are summed in slice
/// order. So the parameters are the same bytes for any number of threads, and of machines.
class Trainer {
public:
    struct Settings {
        std::size_t batch = 256;
        LearningRate rate;
        Optimizer optimizer = make_optimizer("adam");
        std::optional<double> clip;    // the largest norm of a gradient; longer ones are shortened to it
        Ema average;                   // what is handed out
        std::vector<Ema> powers = {};  // kept beside it
        std::shared_ptr<Exchange> exchange = std::make_shared<NoExchange>();  // with other machines
    };

    /// A step's batch, before its update.
    struct Step {
        double loss = 0;
        LossByLevel levels;        // the loss by noise level
        double gradient_norm = 0;  // where it was asked for
    };

    Trainer(const Network& network, const Regression& regression, const Settings& settings, Floats initial,
            ThreadPool& pool);

    /// One update. Diverged when the loss is not finite. The norm of the gradient, before it is clipped,
    /// costs a pass over the gradients: it is taken when asked for, or when there is a clip.
    Step step(bool norm = false);

    std::uint64_t steps_done() const { return k_; }
    const TrainState& state() const { return state_; }

    /// Goes on from another training's state after k steps, with what its law of times had learnt.
    void restore(std::uint64_t k, TrainState state, std::span<const Real> history);

    /// What the law of times goes by; part of the state of a training.
    const LossHistory& history() const { return history_; }

private:
    void compute_slice(const RegressionBatch& batch, std::size_t slice, SliceWorkspace& work);
    Step batch_step(const RegressionBatch& batch);
    double sum_gradients();
    void each_piece(const std::function<void(std::size_t, std::size_t, std::size_t)>& work);
    void update(double scale, std::span<const float* const> gradients);

    const Network& network_;
    const Regression& regression_;
    Settings settings_;
    ThreadPool& pool_;
    TrainState state_;
    std::uint64_t k_ = 0;
    BatchGradients slices_;
    std::vector<SliceWorkspace> work_;  // one per thread
    LossHistory history_;
};

}  // namespace drift::train
