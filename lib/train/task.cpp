#include "train/task.hpp"

namespace drift::train {

Registered<Task> denoise_task();
Registered<Task> classify_task();

const Registry<Task>& tasks() {
    static const Registry<Task> all(
        "task", {denoise_task(), classify_task()},
        {{"denoiser", "denoise"}, {"diffusion", "denoise"}, {"classifier", "classify"}});
    return all;
}

const Task& task_of(const Recipe& recipe) { return tasks().maker(Spec(recipe.task, tasks())); }

std::unique_ptr<Coupling> rows_and_noise(const Recipe&, const TrainingSet& set, std::uint64_t seed) {
    return make_coupling("independent",
                         std::make_shared<RowsEnd>(Random(seed, "train rows"), set.rows, set.n, set.labels),
                         std::make_shared<NormalEnd>(Random(seed, "train noise"), set.d));
}

}  // namespace drift::train
