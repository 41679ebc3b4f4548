// The denoisers of a training set: few coordinates are streamed, long rows are pruned first.
#pragma once

#include <memory>
#include <vector>

#include "distribution/by_class.hpp"
#include "distribution/point_set.hpp"
#include "exact/exact_denoiser.hpp"
#include "kernel/empirical_loops.hpp"

namespace drift::exact {

/// Takes the points of each class past the rows that ask for it, block by block. A row knows the least square
/// so far and keeps its sums relative to it, so that what it needs does not grow with the number of points.
class EmpiricalDenoiser : public ExactDenoiser {
public:
    EmpiricalDenoiser(const PointSet& points, const Schedule& schedule, const Labels& labels,
                      std::size_t rows);

    void evaluate(const Rows& x, const Vector& t, const Evaluation& wanted) final;

protected:
    static constexpr std::size_t lanes = EmpiricalLoops::lanes, block = EmpiricalLoops::block;

    /// Takes the points begin .. end past the rows at hand.
    virtual void scan(std::size_t begin, std::size_t end) = 0;

    Real* query(std::size_t r) { return x_.data() + r * width_; }
    Real* sums(std::size_t r) { return sums_.data() + r * width_; }

    const PointSet& points_;
    const EmpiricalLoops& loops_;
    std::size_t width_ = 0;                       // of a row below, padded with zeros
    std::vector<Real> x_, sums_;                  // (rows, width)
    std::vector<Real> totals_, least_, lengths_;  // (rows)
    std::vector<Query> queries_;                  // (rows)

private:
    void start(const Rows& x, const Vector& t, const std::vector<std::size_t>& rows, Real n);

    const Schedule& schedule_;
    std::vector<ClassRows> classes_;
};

/// Every point past every row: for few coordinates.
std::unique_ptr<ExactDenoiser> streaming_denoiser(const PointSet& points, const Schedule& schedule,
                                                  const Labels& labels, std::size_t rows);

/// Points whose weight cannot matter are found by a matrix product in single precision and passed over.
std::unique_ptr<ExactDenoiser> pruning_denoiser(const PointSet& points, const Schedule& schedule,
                                                const Labels& labels, std::size_t rows);

}  // namespace drift::exact
