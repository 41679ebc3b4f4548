#include "sampler/round_trip.hpp"

#include <cmath>

namespace drift::sampler {

void RoundTrip::add(const Sampler& sampler, std::uint64_t first, const Rows& x, const Rows& made,
                    const Labels& labels, ThreadPool& pool) {
    const std::size_t d = dimension(x), last = dimension(made) - d;
    const Sampler back{.model = sampler.model,
                       .solver = sampler.solver,
                       .grid = sampler.grid.reversed(),
                       .noise = std::make_shared<NoNoise>(),
                       .start = given_start(xt::view(made, xt::all(), xt::range(last, last + d)), first)};
    const Rows off =
        (back(first, row_count(x), labels, pool).rows - x) * sampler.model.standardization().spread;
    for (const Real value : off) squares_ += value * value;
    numbers_ += x.size();
}

Real RoundTrip::error() const { return std::sqrt(squares_ / static_cast<Real>(numbers_)); }

}  // namespace drift::sampler
