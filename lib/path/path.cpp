// The two ways along the path: in one leap, and step by step.
#include "path/path.hpp"

#include <algorithm>
#include <cmath>

namespace drift::path {
namespace {

// out = a x + b z, d numbers each.
void combine(Real a, const Real* x, Real b, const Real* z, std::size_t d, Real* out) {
    for (std::size_t j = 0; j < d; ++j) out[j] = a * x[j] + b * z[j];
}

// x_t = keep x_s + add z. With h = lambda_s - lambda_t the variance of the step is sigma_t^2 (1 - e^(-2h)).
struct Transition {
    Transition(const Scales& s, const Scales& t)
        : keep(t.alpha / s.alpha), add(t.sigma * std::sqrt(-std::expm1(2 * (t.lambda - s.lambda)))) {}

    Real keep, add;
};

}  // namespace

Rows path_points(const Rows& x0, const Rows& eps, std::span<const Scales> at) {
    const std::size_t n = row_count(x0), d = dimension(x0), times = at.size();
    Rows x({n, times * d});
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t k = 0; k < times; ++k)
            combine(at[k].alpha, x0.data() + i * d, at[k].sigma, eps.data() + i * d, d,
                    x.data() + (i * times + k) * d);
    return x;
}

Rows path_points_by_row(const Rows& x0, const Rows& eps, std::span<const Scales> at) {
    const std::size_t n = row_count(x0), d = dimension(x0);
    Rows x({n, d});
    for (std::size_t i = 0; i < n; ++i)
        combine(at[i].alpha, x0.data() + i * d, at[i].sigma, eps.data() + i * d, d, x.data() + i * d);
    return x;
}

std::vector<Scales> scales(const Schedule& schedule, std::span<const Real> times) {
    std::vector<Scales> at;
    for (const Real t : times) at.push_back(schedule.at(t));
    return at;
}

std::vector<Real> uniform_grid(std::size_t steps) {
    std::vector<Real> times;
    for (std::size_t k = 0; k <= steps; ++k) times.push_back(static_cast<Real>(k) / static_cast<Real>(steps));
    return times;
}

Rows chain_noise(const Random& random, std::uint64_t first, std::size_t n, std::size_t times, std::size_t d) {
    Rows z({n, times * d});
    std::vector<float> numbers(n * d);
    for (std::size_t k = 0; k < times; ++k) {
        random.normal_rows(first, n, d, static_cast<std::uint32_t>(k), numbers.data());
        for (std::size_t i = 0; i < n; ++i)
            std::copy_n(numbers.data() + i * d, d, z.data() + (i * times + k) * d);
    }
    return z;
}

Rows path_chain(const Rows& x0, const Rows& z, std::span<const Scales> grid) {
    const std::size_t n = row_count(x0), d = dimension(x0), times = grid.size();
    std::vector<Transition> transitions;
    for (std::size_t k = 1; k < times; ++k) transitions.emplace_back(grid[k - 1], grid[k]);
    Rows x({n, times * d});
    for (std::size_t i = 0; i < n; ++i) {
        Real* out = x.data() + i * times * d;
        const Real* draws = z.data() + i * times * d;
        combine(grid[0].alpha, x0.data() + i * d, grid[0].sigma, draws, d, out);
        for (std::size_t k = 1; k < times; ++k, out += d)
            combine(transitions[k - 1].keep, out, transitions[k - 1].add, draws + k * d, d, out + d);
    }
    return x;
}

}  // namespace drift::path
