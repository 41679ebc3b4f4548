// The regression whose optimum is a conditional expectation: noised rows in, a target of each out.
#pragma once

#include <cstdint>
#include <vector>

#include "core/random.hpp"
#include "model/units.hpp"
#include "path/prediction.hpp"

namespace drift {

/// Training rows in model units, and their classes.
struct TrainingSet {
    std::vector<float> rows;  // (n, d)
    std::size_t n, d;
    Labels labels;            // (n) or empty
    std::size_t classes = 0;  // labels are 0 .. classes - 1
};

/// Rows of one batch slice as network and loss see them.
struct Examples {
    std::vector<float> x, t, target;  // (n, d), (n), (n, d)
    std::vector<int> labels;          // (n), classes for "no class"; empty without classes
};

/// Draws of  x_t = alpha x0 + sigma eps  with x0 a training row, eps standard normal, and t uniform on [0,
/// last], stratified: example i of a batch of B has t in [i/B, (i+1)/B) last. The target is that of the
/// prediction, in the frame the network works in. Tutorial A, Pseudocode 6 (for x0); the other targets,
/// section 5.
class Objective {
public:
    Objective(const Schedule& schedule, Prediction kind, const TrainingSet& set, std::uint64_t seed,
              double drop_label);

    /// Examples first .. first + n of batch number k = 1, 2, ...; a function of these numbers alone.
    void draw(std::uint64_t k, std::size_t batch, std::size_t first, std::size_t n, Examples& out) const;

    double last_time() const { return last_; }

private:
    const Schedule& schedule_;
    Prediction kind_;
    const TrainingSet& set_;
    Random rows_, times_, noise_, drops_;
    double drop_label_, last_;
};

}  // namespace drift
