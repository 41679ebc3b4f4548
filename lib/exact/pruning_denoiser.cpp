// Products of rows and points in single precision prune the points of a block; those left are measured in double.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "exact/empirical_denoiser.hpp"
#include "kernel/gemm.hpp"

namespace drift::exact {
namespace {

class PruningDenoiser final : public EmpiricalDenoiser {
public:
    using EmpiricalDenoiser::EmpiricalDenoiser;

private:
    void scan(std::size_t begin, std::size_t end) override {
        const std::size_t d = points_.d, rows = queries_.size();
        singles_.assign(x_.begin(), x_.end());
        products_.resize(rows * block);
        for (std::size_t from = begin; from < end; from += block) {
            const std::size_t count = std::min(block, end - from);
            gemm(false, true, rows, count, d, singles_.data(), width_, single_block(from, count), width_, 0,
                 products_.data(), block);
            for (std::size_t r = 0; r < rows; ++r) add_block(r, from, count);
        }
    }

    const float* single_block(std::size_t from, std::size_t count) {
        if (!points_.floats.empty()) return points_.floats.data() + from * width_;
        const Real* numbers = points_.doubles.data() + from * width_;
        converted_.assign(numbers, numbers + count * width_);
        return converted_.data();
    }

    // Query and point are rounded and their product summed in any order:
    // |product - x . p| <= (d + 3) 2^-24 |x| |p|.
    void add_block(std::size_t r, std::size_t from, std::size_t count) {
        const Real error_bound = static_cast<Real>(points_.d + 4) * 0x1p-24;
        std::size_t list[block];
        Real squares[block], weights[block];
        std::size_t found = loops_.candidates(products_.data() + r * block, points_.lengths.data() + from,
                                              count, lengths_[r], error_bound, queries_[r], least_[r], list);
        if (found == 0) return;
        for (std::size_t i = 0; i < found; ++i) list[i] += from;
        points_.floats.empty() ? loops_.squares_of_doubles(points_.doubles.data(), width_, list, found,
                                                           query(r), queries_[r].alpha, squares)
                               : loops_.squares_of_floats(points_.floats.data(), width_, list, found,
                                                          query(r), queries_[r].alpha, squares);
        const Real lowest = *std::min_element(squares, squares + found);
        if (lowest < least_[r]) {
            const Real factor = std::exp(queries_[r].scale * (lowest - least_[r]));
            totals_[r] *= factor;
            for (std::size_t j = 0; j < width_; ++j) sums(r)[j] *= factor;
            least_[r] = lowest;
        }
        loops_.weights(squares, found, least_[r], queries_[r], weights);
        found = keep_positive(list, weights, found);
        totals_[r] += std::accumulate(weights, weights + found, Real{0});
        points_.floats.empty()
            ? loops_.add_doubles(points_.doubles.data(), width_, list, found, weights, sums(r))
            : loops_.add_floats(points_.floats.data(), width_, list, found, weights, sums(r));
    }

    // What was pruned and what weighs nothing leave the same list: the sums do not depend on the pruning.
    static std::size_t keep_positive(std::size_t* list, Real* weights, std::size_t count) {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < count; ++i)
            if (weights[i] > 0) list[kept] = list[i], weights[kept++] = weights[i];
        return kept;
    }

    std::vector<float> singles_, products_, converted_;  // (rows, width), (rows, block), (block, width)
};

}  // namespace

std::unique_ptr<ExactDenoiser> pruning_denoiser(const PointSet& points, const Schedule& schedule,
                                                const Labels& labels, std::size_t rows) {
    return std::make_unique<PruningDenoiser>(points, schedule, labels, rows);
}

}  // namespace drift::exact
