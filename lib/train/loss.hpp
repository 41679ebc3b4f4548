// Losses: what a network's answers to a slice of a batch cost, and the gradient of it.
#pragma once

#include <cstddef>

#include "model/neural.hpp"
#include "train/objective.hpp"

namespace drift::train {

/// share times the sum of (y - target)^2 over `count` numbers; y becomes its gradient in y.
double square_error(std::size_t count, const float* target, float share, float* y);

/// share times the sum of -log p(label) over the rows, with p the softmax of y (n, classes); y becomes its
/// gradient in y, share (p - [c = label]).
double cross_entropy(std::size_t n, std::size_t classes, const int* labels, float share, float* y);

/// A slice's share of the mean loss over a batch: of each row the square error per coordinate or the
/// cross-entropy, times the row's weight and share. y (n, outputs) becomes its gradient in y, and row_losses
/// (n) the losses of the rows with their weights alone.
double slice_loss(Task task, std::size_t batch, std::size_t n, std::size_t outputs, const Examples& examples,
                  float* y, double* row_losses);

}  // namespace drift::train
