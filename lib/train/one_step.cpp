#include "train/one_step.hpp"

#include <cmath>

#include "model/preconditioning.hpp"

namespace drift::train {
namespace {

class OneStepTarget final : public RegressionTarget {
public:
    OneStepTarget(const Recipe& recipe, const Weight& weight, std::uint64_t seed)
        : schedule_(make_schedule(recipe.schedule)),
          path_(path_of(recipe, seed)),
          prediction_(recipe.prediction.value()),
          weight_(weight),
          noise_(seed, "train noise") {}

    TimeRange times() const override {
        return finite_times(*schedule_, [&](Real t) {
            const Scales seen = schedule_->at(t + prediction_.dt);
            const Target y = network_target(prediction_, seen);
            return std::isfinite(y.of_x0) && std::isfinite(y.of_eps) &&
                   std::isfinite(network_weight(weight_, prediction_, seen));
        });
    }

    void fill(std::uint64_t number, std::span<const Real> t, Examples& out) const override {
        const std::size_t n = t.size(), d = out.pairs.x0.size() / n;
        noise_.normal_rows(number, n, d, 1, out.target.data());  // eta
        for (std::size_t i = 0; i < n; ++i) {
            const Scales at = schedule_->at(t[i]), seen = schedule_->at(t[i] + prediction_.dt);
            const Preconditioning to = preconditioning(prediction_, seen);
            const auto of_eta = static_cast<float>(to.in * to.out);
            float *x = &out.x[i * d], *eta = &out.target[i * d];
            path_->point(at, out.ends(number, i, d), to.in, x);
            for (std::size_t j = 0; j < d; ++j) {
                x[j] += of_eta * eta[j];
                eta[j] = -eta[j];
            }
            out.t[i] = static_cast<float>(seen.t);
            out.weight[i] = static_cast<float>(network_weight(weight_, prediction_, seen));
        }
    }

private:
    std::unique_ptr<const Schedule> schedule_;
    std::shared_ptr<const Path> path_;
    Prediction prediction_;
    Weight weight_;
    Random noise_;
};

}  // namespace

std::unique_ptr<const RegressionTarget> one_step_target(const Recipe& recipe, const Weight& weight,
                                                        std::uint64_t seed) {
    check_prediction(recipe);
    return std::make_unique<OneStepTarget>(recipe, weight, seed);
}

}  // namespace drift::train
