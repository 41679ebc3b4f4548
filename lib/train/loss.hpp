// Losses: what a network's answers to a slice of a batch cost, and the gradient of it.
#pragma once

#include <cstddef>

#include "network/network.hpp"
#include "train/examples.hpp"
#include "train/loss_by_level.hpp"

namespace drift::train {

/// factor times the sum of (y - target)^2 over `count` numbers; y becomes its gradient in y.
double square_error(std::size_t count, const float* target, float factor, float* y);

/// factor times the sum of -log p(label) over the rows, with p the softmax of y (n, classes); y becomes its
/// gradient in y, factor (p - [c = label]).
double cross_entropy(std::size_t n, std::size_t classes, const int* labels, float factor, float* y);

/// What an answer y (outputs) to row i costs, times a factor; y becomes its gradient.
struct Loss {
    double (*of_row)(const Examples& examples, std::size_t i, std::size_t outputs, float factor, float* y);
    bool per_output;  // a mean over the outputs

    static const Loss square, entropy;  // of y - target; of the label under the softmax of y
};

/// What a thread works with on slices of up to so many rows.
struct SliceWorkspace {
    SliceWorkspace(const Network& network, std::size_t rows, bool derivatives);

    Examples examples;
    std::unique_ptr<Network::Workspace> network;
    std::vector<float> y;            // (rows, outputs)
    std::vector<double> row_losses;  // (rows), with the rows' weights alone
};

/// The part of a slice, work.examples, in the mean loss of a batch of so many rows: of each row the loss times
/// weight and importance weight. Leaves the rows' losses in the workspace and, where gradient is not null,
/// writes the loss's gradient in the parameters (layout().trained_size()) to it.
double slice_loss(const Loss& loss, const Network& network, const float* parameters, std::size_t batch,
                  SliceWorkspace& work, float* gradient);

}  // namespace drift::train
