// The denoiser of a training set: what a network of unlimited size would learn from it.
#pragma once

#include <memory>

#include "distribution/point_set.hpp"
#include "exact/exact_model.hpp"

namespace drift::exact {

/// x0 is one of n points with equal probability (of those of one class, given a label), so
///     E[x0 | x] = sum_i w_i p_i,   w_i proportional to exp(-|x - alpha p_i|^2 / (2 sigma^2)).
/// Computed in double from direct differences. The points whose weights sum to less than 2^-53 are left out.
/// Beyond 12 coordinates a matrix product in single precision with a proven error bound prunes most of them
/// first; the result does not depend on it.
class EmpiricalModel final : public ExactModel {
public:
    /// points (n, d); labels (n), or empty; shape is the trailing shape of the points in files.
    EmpiricalModel(const Rows& points, const Labels& labels, Shape shape,
                   std::shared_ptr<const Schedule> schedule);
    EmpiricalModel(PointSet points, std::shared_ptr<const Schedule> schedule);

    const Distribution& data() const override { return points_; }
    Vector class_weights() const override { return points_.class_weights(); }
    Rows score(const Rows& x, const Vector& t, const Labels& labels) const override;

private:
    std::unique_ptr<ExactDenoiser> exact_denoiser(std::size_t rows, const Labels& labels) const override;

    PointSet points_;
};

}  // namespace drift::exact
