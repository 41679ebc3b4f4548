// The denoiser of a training set: what a network of unlimited size would learn from it.
#pragma once

#include <memory>

#include "exact/exact_model.hpp"
#include "exact/point_set.hpp"

namespace drift::exact {

/// x0 is one of n points with equal probability (of those of one class, given a label), so
///     E[x0 | x] = sum_i w_i p_i,   w_i proportional to exp(-|x - alpha p_i|^2 / (2 sigma^2)).
/// Computed in double from direct differences. The points whose weights sum to less than 2^-53 are left out;
/// with more than a few coordinates most of them are found by a matrix product in single precision, whose
/// error is bounded, and never looked at: the result does not depend on it.
class EmpiricalModel final : public ExactModel {
public:
    /// points (n, d); labels (n), or empty; shape is the trailing shape of the points in files.
    EmpiricalModel(const Rows& points, const Labels& labels, Shape shape,
                   std::shared_ptr<const Schedule> schedule);

    Vector class_weights() const override;
    Rows draw(const Random& random, std::uint64_t first, std::size_t n, const Labels& labels) const override;
    std::unique_ptr<Denoiser> denoiser(std::uint64_t first, std::size_t rows,
                                       const Labels& labels) const override;
    Vector log_density(const Rows& x, const Vector& t, const Labels& labels) const override;
    Rows score(const Rows& x, const Vector& t, const Labels& labels) const override;

private:
    EmpiricalModel(PointSet points, Shape shape, std::shared_ptr<const Schedule> schedule);

    PointSet points_;
};

}  // namespace drift::exact
