#include "path/chain.hpp"

#include <algorithm>
#include <vector>

#include "path/transition.hpp"

namespace drift::path {
namespace {

// out = a x + b z, d numbers each.
void combine(Real a, const Real* x, Real b, const Real* z, std::size_t d, Real* out) {
    for (std::size_t j = 0; j < d; ++j) out[j] = a * x[j] + b * z[j];
}

}  // namespace

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
