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

const Task& task_named(const std::string& name) { return tasks().maker(Spec(name, tasks())); }

PathEnds path_ends(const Recipe& recipe, const TrainingSet& set, std::uint64_t seed) {
    PathEnds ends{std::make_shared<RowsEnd>(Random(seed, "train rows"), set.rows, set.n, set.labels),
                  nullptr};
    if (const auto base = base_of(recipe))
        ends.x1 = std::make_shared<LawEnd>(Random(seed, "train base"), base);
    else
        ends.x1 = std::make_shared<NormalEnd>(Random(seed, "train noise"), set.d);
    return ends;
}

std::unique_ptr<Coupling> coupled_rows(const Recipe& recipe, const TrainingSet& set, std::uint64_t seed) {
    const PathEnds ends = path_ends(recipe, set, seed);
    return make_coupling(recipe.coupling, ends.x0, ends.x1, Random(seed, "train coupling"));
}

std::unique_ptr<const Path> path_of(const Recipe& recipe, std::uint64_t seed) {
    return make_path(recipe.path, Random(seed, "train path"));
}

}  // namespace drift::train
