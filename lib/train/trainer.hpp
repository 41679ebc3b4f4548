// The training loop.
#pragma once

#include <functional>

#include "core/parallel.hpp"
#include "model/neural.hpp"
#include "network/average.hpp"
#include "network/network.hpp"
#include "network/optimizer.hpp"
#include "train/objective.hpp"
#include "train/rate.hpp"

namespace drift {

/// Minimises the mean of |F(x, t, label) - target|^2 per coordinate over batches, or that of -log p(label),
/// p the softmax of F(x, t): Dhariwal & Nichol (2021), arXiv:2105.05233, section 4. A batch is cut into
/// slices whose size depends on the batch alone, each taken through forward and backward pass by one thread;
/// their gradients are summed in slice order. So the parameters are the same bytes for any number of threads.
class Trainer {
public:
    struct Settings {
        std::size_t batch = 256;
        Rate rate;
        Adam adam;
        Average average;
        Task task = Task::denoise;
    };

    Trainer(const Network& network, const Objective& objective, const Settings& settings, Floats initial,
            Team& team);

    /// One update; returns the loss of its batch before it. Diverged when that is not finite.
    double step();

    std::uint64_t steps_done() const { return k_; }
    const Training& state() const { return state_; }

private:
    struct Worker {
        Examples examples;
        std::unique_ptr<Network::Workspace> workspace;
        std::vector<float> y;
    };

    double slice_gradient(std::size_t slice, Worker& worker, float* gradient) const;

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
};

}  // namespace drift
