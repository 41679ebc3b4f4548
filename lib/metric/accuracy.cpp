// Rows are noised and judged slice by slice.
#include "metric/accuracy.hpp"

#include <algorithm>
#include <cmath>

namespace drift {
namespace {

// The mean of hits / most over the rows, and the error of that mean.
Share share(const std::vector<std::uint32_t>& hits, std::size_t most) {
    Real sum = 0, squares = 0;
    for (const std::uint32_t count : hits) {
        const Real part = static_cast<Real>(count) / static_cast<Real>(most);
        sum += part, squares += part * part;
    }
    const auto n = static_cast<Real>(hits.size());
    const Real mean = sum / n;
    return {mean, std::sqrt(std::max<Real>(squares / n - mean * mean, 0) / n)};
}

}  // namespace

Accuracy accuracy(const Schedule& schedule, const ClassifierOfRows& classifier, const Rows& x0,
                  const Labels& labels, const std::vector<Real>& times, std::uint64_t seed, Team& team) {
    const std::size_t n = row_count(x0), d = dimension(x0);
    const Random noise(seed, "eval accuracy");
    std::vector<std::uint32_t> right(n), all(n, 0);
    Accuracy found;
    for (std::size_t k = 0; k < times.size(); ++k) {
        const Scales at = schedule.at(times[k]);
        team.run((n + slice_rows - 1) / slice_rows, [&](std::size_t slice, unsigned) {
            const std::size_t first = slice * slice_rows, count = std::min(slice_rows, n - first);
            const Rows eps = noise.normal_rows(first, count, d, static_cast<std::uint32_t>(k));
            const Rows x = at.alpha * row_range(x0, first, count) + at.sigma * eps;
            const Rows logs = (*classifier(count))(x, Vector({count}, times[k]));
            for (std::size_t i = 0; i < count; ++i) {
                const Real* row = &logs(i, 0);
                right[first + i] = std::max_element(row, row + dimension(logs)) - row == labels[first + i];
                all[first + i] += right[first + i];
            }
        });
        found.at.push_back(share(right, 1));
    }
    found.mean = share(all, times.size());
    return found;
}

}  // namespace drift
