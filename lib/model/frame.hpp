// The frame a network works in: its input and its output have about the variance of the data at every time.
#pragma once

#include "path/prediction.hpp"

namespace drift {

/// The network F sees in * x_t, and the prediction is out * F. In units of the data's spread,
///     in = 1 / sqrt(alpha^2 + sigma^2),  out = 1 for x0 and eps,  sqrt(alpha^2 + sigma^2) for v:
/// both are 1 on a variance-preserving path; elsewhere as in Karras et al. (2022), arXiv:2206.00364,
/// section 5.
struct Frame {
    Real in, out;
};

Frame frame(Prediction kind, const Scales& at);

}  // namespace drift
