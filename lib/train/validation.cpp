// One batch of fixed draws, slice by slice.
#include "train/validation.hpp"

#include <vector>

#include "train/loss.hpp"

namespace drift::train {
namespace {

constexpr std::size_t slices_between_questions = 256;  // whether to stop

}  // namespace

Validation::Validation(const Schedule& schedule, const Prediction& prediction, const Weight& weight,
                       const TrainingSet& set, Task task)
    : objective_(schedule, prediction, set, 0, 0, weight),
      task_(task),
      draws_(LossByLevel::count * std::max<std::size_t>(set.n, 256)) {}

std::optional<LossByLevel> Validation::measure(const Network& network, const float* parameters,
                                               ThreadPool& pool, const std::function<bool()>& stop) const {
    struct Worker {
        Examples examples;
        std::unique_ptr<Network::Workspace> workspace;
        std::vector<float> y;
        std::vector<double> losses = std::vector<double>(slice_rows);
    };
    const std::size_t slices = (draws_ + slice_rows - 1) / slice_rows;
    std::vector<Worker> workers(pool.size());
    for (Worker& worker : workers) {
        worker.workspace = network.workspace(slice_rows, false);
        worker.y.resize(slice_rows * network.outputs());
    }
    const auto measured = [&](std::size_t slice, Worker& worker) {
        const std::size_t first = slice * slice_rows, n = std::min(slice_rows, draws_ - first);
        Examples& examples = worker.examples;
        objective_.draw(1, draws_, first, n, examples);
        const bool told = task_ == Task::denoise && !examples.labels.empty();
        network.forward(parameters,
                        {n, examples.x.data(), examples.t.data(), told ? examples.labels.data() : nullptr},
                        *worker.workspace, worker.y.data());
        slice_loss(task_, 1, n, network.outputs(), examples, worker.y.data(), worker.losses.data());
        LossByLevel levels;
        levels.add(n, examples.t.data(), objective_.last_time(), worker.losses.data());
        return levels;
    };
    LossByLevel all;
    for (std::size_t first = 0; first < slices; first += slices_between_questions) {
        if (stop()) return std::nullopt;
        std::vector<LossByLevel> parts(std::min(slices_between_questions, slices - first));
        pool.run(parts.size(), [&](std::size_t slice, unsigned worker) {
            parts[slice] = measured(first + slice, workers[worker]);
        });
        for (const LossByLevel& part : parts) all += part;
    }
    return all;
}

}  // namespace drift::train
