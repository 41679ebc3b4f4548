// The regression whose optimum is a conditional expectation: noised rows in, a target of each out.
#pragma once

#include <cstdint>
#include <vector>

#include "core/random.hpp"
#include "path/prediction.hpp"
#include "train/time_sampling.hpp"
#include "train/training_set.hpp"
#include "train/weight.hpp"

namespace drift::train {

/// Rows of one batch slice as network and loss see them.
struct Examples {
    std::vector<float> x, t, target;       // (n, d), (n), (n, d)
    std::vector<float> weight;             // (n), of the squared error of the network's output
    std::vector<float> importance_weight;  // (n), what makes the mean that of uniform times
    std::vector<Real> u;                   // (n), t rescaled to [0, 1], as LossHistory counts
    std::vector<int> labels;               // (n), classes for "no class"; empty without classes
};

/// Draws of  x_t = alpha x0 + sigma eps  with x0 a training row, eps standard normal and t of a law of times
/// on [first_time(), last_time()]. The target is that of the prediction, in the frame the network works in:
/// Nakkiran, Bradley, Zhou, Advani (2024), arXiv:2406.08929, Pseudocode 6 (for x0); the other targets,
/// section 5. For `previous` it is Pseudocode 1: the network sees (x_(t+dt), t + dt), and x_t is the target,
/// with its noise.
class Objective {
public:
    Objective(const Schedule& schedule, const Prediction& prediction, const TrainingSet& set,
              std::uint64_t seed, double drop_label, const Weight& weight = {},
              const TimeLaw& times = make_time_law("stratified"));

    /// Examples first .. first + n of batch number k = 1, 2, ...; a function of these numbers alone, and of
    /// the losses so far where the law of times is.
    void draw(std::uint64_t k, std::size_t batch, std::size_t first, std::size_t n, Examples& out,
              const LossHistory& history = {}) const;

    /// Where weight and target are finite at t = 0 times begin there, else at 0.001; they end at the
    /// schedule's last time, which is earlier where the weight needs alpha > 0.
    Real first_time() const { return first_; }
    Real last_time() const { return last_; }

    /// The history that draw() goes by, before any loss.
    LossHistory history() const { return times_of_.history(); }

private:
    struct Row {  // x = of_x0 x0 + of_eps eps + of_step eta,  target likewise
        float x_of_x0, x_of_eps, x_of_step;
        float y_of_x0, y_of_eps, y_of_step;
    };

    bool stands_at(Real t) const;
    Row row_at(Real t, const Scales& seen) const;

    const Schedule& schedule_;
    Prediction prediction_;
    const TrainingSet& set_;
    Random rows_, times_, noise_, drops_;
    double drop_label_;
    Weight weight_;
    Real first_, last_;
    TimeSampling times_of_;
};

}  // namespace drift::train
