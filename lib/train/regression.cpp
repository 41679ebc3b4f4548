#include "train/regression.hpp"

#include <algorithm>
#include <vector>

namespace drift::train {

namespace {

RegressionParts parts_of(const Recipe& recipe, const TrainingSet& set, const RegressionSettings& settings) {
    const Task& task = task_named(recipe.task);
    return {task.coupling(recipe, set, settings.seed), task.target(recipe, settings.weight, settings.seed),
            task.loss, set.classes};
}

void append(const Pairs& part, Pairs& to) {
    to.x0.insert(to.x0.end(), part.x0.begin(), part.x0.end());
    to.x1.insert(to.x1.end(), part.x1.begin(), part.x1.end());
    to.labels.insert(to.labels.end(), part.labels.begin(), part.labels.end());
}

// Batches of a coupling, one after the other.
class JoinedPairs final : public BatchPairs {
public:
    JoinedPairs(std::vector<std::shared_ptr<const BatchPairs>> pieces, std::size_t piece, std::size_t begin)
        : pieces_(std::move(pieces)), piece_(piece), begin_(begin) {}

    void slice(std::size_t first, std::size_t n, Pairs& out) const override {
        const std::size_t place = (first - begin_) % piece_;
        if (place + n <= piece_) return pieces_[(first - begin_) / piece_]->slice(place, n, out);
        out = {};
        Pairs part;
        for (std::size_t done = 0, count = 0; done < n; done += count) {
            const std::size_t from = first - begin_ + done;
            count = std::min(n - done, piece_ - from % piece_);
            pieces_[from / piece_]->slice(from % piece_, count, part);
            append(part, out);
        }
    }

private:
    std::vector<std::shared_ptr<const BatchPairs>> pieces_;
    std::size_t piece_, begin_;  // pairs of a piece; the place of the first
};

}  // namespace

Regression::Regression(const Recipe& recipe, const TrainingSet& set, const RegressionSettings& settings)
    : Regression(parts_of(recipe, set, settings), settings) {}

Regression::Regression(RegressionParts parts, const RegressionSettings& settings)
    : parts_(std::move(parts)),
      times_(settings.times, parts_.target->times()),
      time_draws_(settings.seed, "train times"),
      label_draws_(settings.seed, "train label drops"),
      drop_label_(settings.drop_label) {}

RegressionBatch Regression::batch(std::uint64_t k, std::size_t size, ThreadPool& pool) const {
    return {k, size, parts_.coupling->pairs(k, size, pool)};
}

RegressionBatch Regression::in_pieces(std::size_t size, std::size_t piece, std::size_t first, std::size_t n,
                                      ThreadPool& pool) const {
    std::vector<std::shared_ptr<const BatchPairs>> pieces;
    const std::size_t before = first / piece;
    for (std::size_t k = before; k * piece < first + n; ++k)
        pieces.push_back(parts_.coupling->pairs(k + 1, piece, pool));
    return {1, size, std::make_shared<JoinedPairs>(std::move(pieces), piece, before * piece)};
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
    parts_.target->fill(number, times, out);

    out.labels = out.pairs.labels;
    if (out.labels.empty()) return;
    std::vector<float> drop(n);
    label_draws_.uniform_rows(number, n, 1, 0, drop.data());
    for (std::size_t i = 0; i < n; ++i)
        if (drop[i] < drop_label_) out.labels[i] = static_cast<int>(parts_.classes);
}

}  // namespace drift::train
