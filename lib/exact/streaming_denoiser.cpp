// A cloud of few coordinates goes past the rows as it lies, in pieces that fit the cache.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "exact/empirical_denoiser.hpp"

namespace drift::exact {
namespace {

class StreamingDenoiser final : public EmpiricalDenoiser {
public:
    using EmpiricalDenoiser::EmpiricalDenoiser;

private:
    void scan(std::size_t begin, std::size_t end) override {
        constexpr std::size_t in_cache = 8 * block;
        const Cloud cloud{points_.doubles.data(), points_.width, points_.d};
        const std::size_t size = (1 + points_.d) * lanes;
        partial_.assign(queries_.size() * size, 0);
        for (std::size_t from = begin; from < end; from += in_cache)
            for (std::size_t r = 0; r < queries_.size(); ++r)
                loops_.stream(cloud, from, std::min(end, from + in_cache), query(r), queries_[r], least_[r],
                              partial_.data() + r * size);
        for (std::size_t r = 0; r < queries_.size(); ++r) {
            const Real* lane = partial_.data() + r * size;
            totals_[r] = std::accumulate(lane, lane + lanes, Real{0});
            for (std::size_t j = 0; j < points_.d; ++j)
                sums(r)[j] = std::accumulate(lane + (1 + j) * lanes, lane + (2 + j) * lanes, Real{0});
        }
    }

    std::vector<Real> partial_;  // (rows, 1 + d, lanes)
};

}  // namespace

std::unique_ptr<ExactDenoiser> streaming_denoiser(const PointSet& points, const Schedule& schedule,
                                                  const Labels& labels, std::size_t rows) {
    return std::make_unique<StreamingDenoiser>(points, schedule, labels, rows);
}

}  // namespace drift::exact
