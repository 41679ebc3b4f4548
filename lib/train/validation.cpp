// One batch of fixed draws, whose pairs are coupled a training's batch at a time, slice by slice.
#include "train/validation.hpp"

#include <vector>

#include "model/denoiser.hpp"

namespace drift::train {
namespace {

constexpr std::size_t slices_between_questions = 256;  // whether to stop

}  // namespace

Validation::Validation(const Recipe& recipe, const Weight& weight, const TrainingSet& set, std::size_t batch)
    : Validation(Regression(recipe, set, {.weight = weight}), set.n, batch) {}

Validation::Validation(Regression regression, std::size_t rows, std::size_t batch)
    : regression_(std::move(regression)),
      draws_(LossByLevel::count * std::max<std::size_t>(rows, 256)),
      batch_(batch) {}

std::optional<LossByLevel> Validation::measure(const Network& network, const float* parameters,
                                               ThreadPool& pool, const std::function<bool()>& stop) const {
    const std::size_t slices = (draws_ + slice_rows - 1) / slice_rows;
    std::vector<SliceWorkspace> work;
    for (unsigned worker = 0; worker < pool.size(); ++worker) work.emplace_back(network, slice_rows, false);
    const auto losses = [&](const RegressionBatch& batch, std::size_t slice, SliceWorkspace& on) {
        const std::size_t first = slice * slice_rows, n = std::min(slice_rows, draws_ - first);
        regression_.slice(batch, first, n, {}, on.examples);
        slice_loss(regression_.loss(), network, parameters, 1, on, nullptr);
        LossByLevel levels;
        levels.add(n, on.examples.t.data(), regression_.times().last(), on.row_losses.data());
        return levels;
    };
    LossByLevel all;
    for (std::size_t first = 0; first < slices; first += slices_between_questions) {
        if (stop()) return std::nullopt;
        std::vector<LossByLevel> parts(std::min(slices_between_questions, slices - first));
        const std::size_t begin = first * slice_rows,
                          rows = std::min(parts.size() * slice_rows, draws_ - begin);
        const RegressionBatch batch = regression_.in_pieces(draws_, batch_, begin, rows, pool);
        pool.run(parts.size(), [&](std::size_t slice, unsigned worker) {
            parts[slice] = losses(batch, first + slice, work[worker]);
        });
        for (const LossByLevel& part : parts) all += part;
    }
    return all;
}

}  // namespace drift::train
