// One slice of a batch.
#include "train/objective.hpp"

#include "model/frame.hpp"

namespace drift {

Objective::Objective(const Schedule& schedule, Prediction kind, const TrainingSet& set, std::uint64_t seed,
                     double drop_label)
    : schedule_(schedule),
      kind_(kind),
      set_(set),
      rows_(seed, "train rows"),
      times_(seed, "train times"),
      noise_(seed, "train noise"),
      drops_(seed, "train label drops"),
      drop_label_(drop_label),
      last_(schedule.last_time(false)) {}

void Objective::draw(std::uint64_t k, std::size_t batch, std::size_t first, std::size_t n,
                     Examples& out) const {
    const std::size_t d = set_.d;
    const std::uint64_t number = (k - 1) * batch + first;  // of the first example, in the whole training
    out.x.resize(n * d), out.t.resize(n), out.target.resize(n * d);
    noise_.normal_rows(number, n, d, 0, out.x.data());
    times_.uniform_rows(number, n, 1, 0, out.t.data());
    std::vector<std::uint32_t> index(n);
    for (std::size_t i = 0; i < n; ++i) {
        index[i] = rows_.index(number + i, 0, static_cast<std::uint32_t>(set_.n));
        const Real t = last_ * (static_cast<Real>(first + i) + out.t[i]) / static_cast<Real>(batch);
        const Scales at = schedule_.at(t);
        const Frame to = frame(kind_, at);
        const Target y = target(kind_, at);
        const auto alpha = static_cast<float>(to.in * at.alpha), sigma = static_cast<float>(to.in * at.sigma);
        const auto of_x0 = static_cast<float>(y.of_x0 / to.out),
                   of_eps = static_cast<float>(y.of_eps / to.out);
        const float* x0 = set_.rows.data() + std::size_t{index[i]} * d;
        float *x = out.x.data() + i * d, *goal = out.target.data() + i * d;
        for (std::size_t j = 0; j < d; ++j) {
            const float eps = x[j];
            x[j] = alpha * x0[j] + sigma * eps;
            goal[j] = of_x0 * x0[j] + of_eps * eps;
        }
        out.t[i] = static_cast<float>(t);
    }
    if (!set_.classes) return;
    std::vector<float> drop(n);
    drops_.uniform_rows(number, n, 1, 0, drop.data());
    out.labels.resize(n);
    for (std::size_t i = 0; i < n; ++i)
        out.labels[i] = drop[i] < drop_label_ ? static_cast<int>(set_.classes) : set_.labels[index[i]];
}

}  // namespace drift
