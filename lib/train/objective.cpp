// One slice of a batch.
#include "train/objective.hpp"

#include <cmath>

#include "core/error.hpp"
#include "model/preconditioning.hpp"

namespace drift::train {
namespace {

constexpr Real early = 1e-3;  // where solvers that need a finite lambda end

}  // namespace

Objective::Objective(const Schedule& schedule, const Prediction& prediction, const TrainingSet& set,
                     std::uint64_t seed, double drop_label, const Weight& weight, const TimeLaw& times)
    : schedule_(schedule),
      prediction_(prediction),
      set_(set),
      rows_(seed, "train rows"),
      times_(seed, "train times"),
      noise_(seed, "train noise"),
      drops_(seed, "train label drops"),
      drop_label_(drop_label),
      weight_(weight),
      first_(stands_at(0) ? 0 : early),
      last_(schedule.last_time(!stands_at(schedule.last_time(false)))),
      times_of_(times, schedule, first_, last_) {
    check_path(prediction, schedule);
}

bool Objective::stands_at(Real t) const {
    const Scales at = schedule_.at(t + prediction_.dt);
    const Target y = network_target(prediction_, at);
    return std::isfinite(y.of_x0) && std::isfinite(y.of_eps) &&
           std::isfinite(network_weight(weight_, prediction_, at));
}

// previous: seen is t + dt, x_(t+dt) = x_t + sigma_q sqrt(dt) eta, and the way back to x_t is -eta in its
// frame.
Objective::Row Objective::row_at(Real t, const Scales& seen) const {
    const Scales at = prediction_.kind == Prediction::previous ? schedule_.at(t) : seen;
    const Preconditioning to = preconditioning(prediction_, seen);
    Row row{};
    row.x_of_x0 = static_cast<float>(to.in * at.alpha), row.x_of_eps = static_cast<float>(to.in * at.sigma);
    if (prediction_.kind == Prediction::previous) {
        row.x_of_step = static_cast<float>(to.in * to.out), row.y_of_step = -1;
    } else {
        const Target y = network_target(prediction_, at);
        row.y_of_x0 = static_cast<float>(y.of_x0), row.y_of_eps = static_cast<float>(y.of_eps);
    }
    return row;
}

void Objective::draw(std::uint64_t k, std::size_t batch, std::size_t first, std::size_t n, Examples& out,
                     const LossHistory& history) const {
    const std::size_t d = set_.d;
    const std::uint64_t number = (k - 1) * batch + first;  // of the first example, in the whole training
    const bool steps = prediction_.kind == Prediction::previous;
    out.x.resize(n * d), out.t.resize(n), out.target.resize(n * d);
    out.weight.resize(n), out.importance_weight.resize(n), out.u.resize(n);
    noise_.normal_rows(number, n, d, 0, out.x.data());
    if (steps) noise_.normal_rows(number, n, d, 1, out.target.data());
    times_.uniform_rows(number, n, 1, 0, out.t.data());
    std::vector<std::uint32_t> index(n);
    for (std::size_t i = 0; i < n; ++i) {
        index[i] = rows_.index(number + i, 0, static_cast<std::uint32_t>(set_.n));
        const TimeSampling::Drawn time = times_of_(out.t[i], first + i, batch, history);
        const Scales seen = schedule_.at(time.t + prediction_.dt);  // by the network
        const Row row = row_at(time.t, seen);
        const float* x0 = set_.rows.data() + std::size_t{index[i]} * d;
        float *x = out.x.data() + i * d, *goal = out.target.data() + i * d;
        for (std::size_t j = 0; j < d; ++j) {
            const float eps = x[j], eta = goal[j];
            x[j] = row.x_of_x0 * x0[j] + row.x_of_eps * eps;
            goal[j] = row.y_of_x0 * x0[j] + row.y_of_eps * eps;
            if (steps) x[j] += row.x_of_step * eta, goal[j] += row.y_of_step * eta;
        }
        out.t[i] = static_cast<float>(seen.t);
        out.weight[i] = static_cast<float>(network_weight(weight_, prediction_, seen));
        out.importance_weight[i] = static_cast<float>(time.importance_weight);
        out.u[i] = times_of_.u(time.t);
    }
    if (!set_.classes) return;
    std::vector<float> drop(n);
    drops_.uniform_rows(number, n, 1, 0, drop.data());
    out.labels.resize(n);
    for (std::size_t i = 0; i < n; ++i)
        out.labels[i] = drop[i] < drop_label_ ? static_cast<int>(set_.classes) : set_.labels[index[i]];
}

}  // namespace drift::train
