// The seam between a batch's gradients and its update, where another machine's part comes in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "network/parameters.hpp"
#include "train/loss_by_level.hpp"

namespace drift::train {

/// What the slices of a batch, of slice_rows rows but the last, add to a step. All that the update depends on.
struct BatchGradients {
    struct SliceLoss {
        double loss = 0;     // its part of the batch's
        LossByLevel levels;  // by noise level
    };

    std::size_t slice_rows;
    std::vector<Floats> gradients;    // one per slice, (layout().trained_size())
    std::vector<SliceLoss> losses;    // one per slice
    std::vector<Real> u, row_losses;  // (batch): times rescaled to [0, 1] and losses, for the law of times
    std::size_t slices() const { return gradients.size(); }
};

/// Shares the slices of each batch out among machines that train one model. Every machine has the same training,
/// computes the slices that it owns, and is handed the others' as they were computed; then it sums all of them in
/// slice order and updates every piece of the parameters itself. So all machines keep the same parameters, the bytes
/// of one machine alone.
class Exchange {
public:
    virtual ~Exchange() = default;

    /// Whether this machine computes a slice of `slices`. Of all machines just one says yes.
    virtual bool owns(std::size_t slice, std::size_t slices) const = 0;

    /// Sends the owned slices of step k and fills in the others; returns when all are there. Called by one thread,
    /// once a step, in the order of the steps.
    virtual void share(std::uint64_t k, BatchGradients& batch) = 0;
};

/// One machine alone.
class NoExchange final : public Exchange {
public:
    bool owns(std::size_t, std::size_t) const override { return true; }
    void share(std::uint64_t, BatchGradients&) override {}
};

}  // namespace drift::train
