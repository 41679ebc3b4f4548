// The network says of x_t which class x0 is of, by the cross-entropy of its outputs: Dhariwal & Nichol (2021),
// arXiv:2105.05233, section 4.
#include "core/error.hpp"
#include "model/preconditioning.hpp"
#include "train/task.hpp"

namespace drift::train {
namespace {

class ClassTarget final : public RegressionTarget {
public:
    explicit ClassTarget(const Recipe& recipe) : schedule_(make_schedule(recipe.schedule)) {}

    TimeRange times() const override {
        return finite_times(*schedule_, [](Real) { return true; });
    }

    void fill(std::uint64_t, std::span<const Real> t, Examples& out) const override {
        const std::size_t n = t.size(), d = out.pairs.x0.size() / n;
        for (std::size_t i = 0; i < n; ++i) {
            const Scales at = schedule_->at(t[i]);
            const Real in = preconditioning(Prediction::x0, at).in;
            const auto of_x0 = static_cast<float>(in * at.alpha), of_x1 = static_cast<float>(in * at.sigma);
            const float *x0 = &out.pairs.x0[i * d], *x1 = &out.pairs.x1[i * d];
            for (std::size_t j = 0; j < d; ++j) out.x[i * d + j] = of_x0 * x0[j] + of_x1 * x1[j];
            out.t[i] = static_cast<float>(at.t);
            out.weight[i] = 1;
        }
    }

private:
    std::unique_ptr<const Schedule> schedule_;
};

std::unique_ptr<Coupling> labelled_rows_and_noise(const Recipe& recipe, const TrainingSet& set,
                                                  std::uint64_t seed) {
    if (set.labels.empty()) throw Error("a classifier learns from labels, and the training rows have none");
    return rows_and_noise(recipe, set, seed);
}

}  // namespace

Registered<Task> classify_task() {
    return {
        {"classify", {}, "learn the class of a noisy row"},
        {labelled_rows_and_noise,
         [](const Recipe& recipe, const Weight&, std::uint64_t) -> std::unique_ptr<const RegressionTarget> {
             return std::make_unique<ClassTarget>(recipe);
         },
         Loss::entropy}};
}

}  // namespace drift::train
