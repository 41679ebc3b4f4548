// The training loop.
#pragma once

#include <functional>

#include "core/parallel.hpp"
#include "network/average.hpp"
#include "network/network.hpp"
#include "network/optimizer.hpp"
#include "train/objective.hpp"
#include "train/rate.hpp"

namespace drift {

/// Minimises the mean of weight |F(x, t, label) - target|^2 per coordinate over batches. A batch is cut into
/// slices whose size depends on the batch alone, each taken through forward and backward pass by one thread;
/// their gradients are summed in slice order. So the parameters are the same bytes for any number of threads.
class Trainer {
public:
    struct Settings {
        std::size_t batch = 256;
        Rate rate;
        Adam adam;
        Average average;
    };

    Trainer(const Network& network, const Objective& objective, const Settings& settings, Floats initial,
            Team& team);

    /// One update; returns the loss of its batch before it. Diverged when that is not finite.
    double step();

    std::uint64_t steps_done() const { return k_; }
    const Training& state() const { return state_; }

    /// What the law of times goes by; part of the state of a training.
    LossHistory& history() { return history_; }

private:
    struct Worker {
        Examples examples;
        std::unique_ptr<Network::Workspace> workspace;
        std::vector<float> y;
    };

    double slice_gradient(std::size_t slice, Worker& worker, float* gradient);

    const Network& network_;
    const Objective& objective_;
    Settings settings_;
    Team& team_;
    Training state_;
    std::uint64_t k_ = 0;
    std::size_t slice_rows_, slices_;
    std::vector<Worker> workers_;
    std::vector<Floats> gradients_;  // one a slice
    std::vector<double> losses_;
    LossHistory history_;
    std::vector<Real> row_places_, row_losses_;  // (batch), for it
};

}  // namespace drift
