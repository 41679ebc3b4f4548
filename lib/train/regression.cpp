#include "train/regression.hpp"

namespace drift::train {

Regression::Regression(const Recipe& recipe, const TrainingSet& set, const RegressionSettings& settings)
    : task_(task_of(recipe)),
      coupling_(task_.coupling(recipe, set, settings.seed)),
      target_(task_.target(recipe, settings.weight, settings.seed)),
      times_(settings.times, target_->times()),
      time_draws_(settings.seed, "train times"),
      label_draws_(settings.seed, "train label drops"),
      drop_label_(settings.drop_label),
      classes_(set.classes) {}

RegressionBatch Regression::batch(std::uint64_t k, std::size_t size, ThreadPool& pool) const {
    return {k, size, coupling_->pairs(k, size, pool)};
}

void Regression::slice(const RegressionBatch& batch, std::size_t first, std::size_t n,
                       const LossHistory& history, Examples& out) const {
    const std::uint64_t number = (batch.k - 1) * batch.size + first;  // in the whole training
    batch.pairs->slice(first, n, out.pairs);
    out.t.resize(n), out.x.resize(out.pairs.x0.size()), out.target.resize(out.pairs.x0.size());
    out.weight.resize(n), out.importance_weight.resize(n), out.u.resize(n);

    std::vector<Real> times(n);
    time_draws_.uniform_rows(number, n, 1, 0, out.t.data());
    for (std::size_t i = 0; i < n; ++i) {
        const TimeSampling::Drawn drawn = times_(out.t[i], first + i, batch.size, history);
        times[i] = drawn.t, out.u[i] = times_.u(drawn.t);
        out.importance_weight[i] = static_cast<float>(drawn.importance_weight);
    }
    target_->fill(number, times, out);

    out.labels = out.pairs.labels;
    if (out.labels.empty()) return;
    std::vector<float> drop(n);
    label_draws_.uniform_rows(number, n, 1, 0, drop.data());
    for (std::size_t i = 0; i < n; ++i)
        if (drop[i] < drop_label_) out.labels[i] = static_cast<int>(classes_);
}

}  // namespace drift::train
