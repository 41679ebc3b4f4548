// The network says of x_t which class x0 is of, by the cross-entropy of its outputs: Dhariwal & Nichol (2021),
// arXiv:2105.05233, section 4.
#include "core/error.hpp"
#include "model/preconditioning.hpp"
#include "train/task.hpp"

namespace drift::train {
namespace {

class ClassTarget final : public RegressionTarget {
public:
    ClassTarget(const Recipe& recipe, std::uint64_t seed)
        : schedule_(make_schedule(recipe.schedule)), path_(path_of(recipe, seed)) {}

    TimeRange times() const override {
        return finite_times(*schedule_, [](Real) { return true; });
    }

    void fill(std::uint64_t number, std::span<const Real> t, Examples& out) const override {
        const std::size_t n = t.size(), d = out.pairs.x0.size() / n;
        for (std::size_t i = 0; i < n; ++i) {
            const Scales at = schedule_->at(t[i]);
            path_->point(at, out.ends(number, i, d), preconditioning(Prediction::x0, at).in, &out.x[i * d]);
            out.t[i] = static_cast<float>(at.t);
            out.weight[i] = 1;
        }
    }

private:
    std::unique_ptr<const Schedule> schedule_;
    std::shared_ptr<const Path> path_;
};

std::unique_ptr<Coupling> labelled_rows(const Recipe& recipe, const TrainingSet& set, std::uint64_t seed) {
    if (set.labels.empty()) throw Error("a classifier learns from labels, and the training rows have none");
    return coupled_rows(recipe, set, seed);
}

}  // namespace

Registered<Task> classify_task() {
    return {{"classify", {}, "learn the class of a noisy row"},
            {labelled_rows,
             [](const Recipe& recipe, const Weight&,
                std::uint64_t seed) -> std::unique_ptr<const RegressionTarget> {
                 return std::make_unique<ClassTarget>(recipe, seed);
             },
             Loss::entropy, false}};
}

}  // namespace drift::train
