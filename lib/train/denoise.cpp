// The network says what the prediction is of the pair behind x_t = alpha x0 + sigma x1:
// Nakkiran, Bradley, Zhou, Advani (2024), arXiv:2406.08929, Pseudocode 6 for x0, section 5 for the others.
#include <cmath>

#include "model/preconditioning.hpp"
#include "train/one_step.hpp"
#include "train/task.hpp"

namespace drift::train {
namespace {

class DenoisingTarget final : public RegressionTarget {
public:
    DenoisingTarget(const Recipe& recipe, const Weight& weight)
        : schedule_(make_schedule(recipe.schedule)), prediction_(recipe.prediction), weight_(weight) {}

    TimeRange times() const override {
        return finite_times(*schedule_, [&](Real t) {
            const Scales at = schedule_->at(t);
            const Target y = network_target(prediction_, at);
            return std::isfinite(y.of_x0) && std::isfinite(y.of_eps) &&
                   std::isfinite(network_weight(weight_, prediction_, at));
        });
    }

    void fill(std::uint64_t, std::span<const Real> t, Examples& out) const override {
        const std::size_t n = t.size(), d = out.pairs.x0.size() / n;
        for (std::size_t i = 0; i < n; ++i) {
            const Scales at = schedule_->at(t[i]);
            const Real in = preconditioning(prediction_, at).in;
            const Target y = network_target(prediction_, at);
            const auto x_of_x0 = static_cast<float>(in * at.alpha),
                       x_of_x1 = static_cast<float>(in * at.sigma), y_of_x0 = static_cast<float>(y.of_x0),
                       y_of_x1 = static_cast<float>(y.of_eps);
            const float *x0 = &out.pairs.x0[i * d], *x1 = &out.pairs.x1[i * d];
            float *x = &out.x[i * d], *target = &out.target[i * d];
            for (std::size_t j = 0; j < d; ++j) {
                x[j] = x_of_x0 * x0[j] + x_of_x1 * x1[j];
                target[j] = y_of_x0 * x0[j] + y_of_x1 * x1[j];
            }
            out.t[i] = static_cast<float>(at.t);
            out.weight[i] = static_cast<float>(network_weight(weight_, prediction_, at));
        }
    }

private:
    std::unique_ptr<const Schedule> schedule_;
    Prediction prediction_;
    Weight weight_;
};

std::unique_ptr<const RegressionTarget> target_of(const Recipe& recipe, const Weight& weight,
                                                  std::uint64_t seed) {
    check_path(recipe.prediction, *make_schedule(recipe.schedule));
    if (recipe.prediction.kind == Prediction::previous) return one_step_target(recipe, weight, seed);
    return std::make_unique<DenoisingTarget>(recipe, weight);
}

}  // namespace

Registered<Task> denoise_task() {
    return {{"denoise", {}, "learn to draw rows"}, {rows_and_noise, target_of, Loss::square}};
}

}  // namespace drift::train
