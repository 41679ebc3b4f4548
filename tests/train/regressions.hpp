// Regressions for tests: the task denoise with its settings one by one.
#pragma once

#include "train/regression.hpp"

namespace drift::all {

inline Regression denoising(const Schedule& schedule, const Prediction& prediction, const TrainingSet& set,
                            std::uint64_t seed = 1, double drop_label = 0, const Weight& weight = {},
                            const TimeLaw& times = make_time_law("stratified")) {
    Recipe recipe;
    recipe.schedule = schedule.spec(), recipe.prediction = prediction;
    return {recipe, set, {.weight = weight, .times = times, .drop_label = drop_label, .seed = seed}};
}

/// Examples first .. first + n of batch k.
inline void slice(const Regression& regression, std::uint64_t k, std::size_t batch, std::size_t first,
                  std::size_t n, Examples& out, const LossHistory& history = {}) {
    ThreadPool pool(1);
    regression.slice(regression.batch(k, batch, pool), first, n, history, out);
}

}  // namespace drift::all
