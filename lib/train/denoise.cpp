// Nakkiran, Bradley, Zhou, Advani (2024), arXiv:2406.08929, Pseudocode 6 for x0, section 5 for the others.
#include "train/denoise.hpp"

#include <cmath>

#include "core/error.hpp"
#include "model/preconditioning.hpp"
#include "train/one_step.hpp"

namespace drift::train {
namespace {

class DenoisingTarget final : public RegressionTarget {
public:
    DenoisingTarget(const Recipe& recipe, const Weight& weight, std::shared_ptr<const Path> path)
        : schedule_(make_schedule(recipe.schedule)),
          path_(std::move(path)),
          prediction_(recipe.prediction.value()),
          weight_(weight) {}

    TimeRange times() const override {
        return finite_times(*schedule_, [&](Real t) {
            const Scales at = schedule_->at(t);
            const Target y = network_target(prediction_, at);
            return path_->finite(at) && std::isfinite(y.of_x0) && std::isfinite(y.of_eps) &&
                   std::isfinite(network_weight(weight_, prediction_, at));
        });
    }

    void fill(std::uint64_t number, std::span<const Real> t, Examples& out) const override {
        const std::size_t n = t.size(), d = out.pairs.x0.size() / n;
        for (std::size_t i = 0; i < n; ++i) {
            const Scales at = schedule_->at(t[i]);
            const Preconditioning to = preconditioning(prediction_, at);
            const Ends<float> ends = out.ends(number, i, d);
            float* target = &out.target[i * d];
            path_->point(at, ends, to.in, &out.x[i * d]);
            if (prediction_.kind == Prediction::velocity)
                path_->velocity(at, ends, 1 / to.out, target);
            else
                combine(network_target(prediction_, at), ends, target);
            out.t[i] = static_cast<float>(at.t);
            out.weight[i] = static_cast<float>(network_weight(weight_, prediction_, at));
        }
    }

private:
    static void combine(const Target& y, const Ends<float>& ends, float* target) {
        const auto of_x0 = static_cast<float>(y.of_x0), of_x1 = static_cast<float>(y.of_eps);
        for (std::size_t j = 0; j < ends.d; ++j) target[j] = of_x0 * ends.x0[j] + of_x1 * ends.x1[j];
    }

    std::unique_ptr<const Schedule> schedule_;
    std::shared_ptr<const Path> path_;
    Prediction prediction_;
    Weight weight_;
};

std::unique_ptr<const RegressionTarget> target_of(const Recipe& recipe, const Weight& weight,
                                                  std::uint64_t seed) {
    if (recipe.prediction.value().kind == Prediction::previous) return one_step_target(recipe, weight, seed);
    return denoising_target(recipe, weight, path_of(recipe, seed));
}

}  // namespace

std::unique_ptr<const RegressionTarget> denoising_target(const Recipe& recipe, const Weight& weight,
                                                         std::shared_ptr<const Path> path) {
    check_prediction(recipe);
    if (!recipe.affine() && !weight.uniform())
        throw UsageError("weight ", weight.spec, " is of errors of x0, which path ", recipe.path,
                         " does not tell from a velocity: it takes uniform alone");
    return std::make_unique<DenoisingTarget>(recipe, weight, std::move(path));
}

Registered<Task> denoise_task() {
    return {{"denoise", {}, "learn to draw rows"}, {coupled_rows, target_of, Loss::square, true}};
}

}  // namespace drift::train
