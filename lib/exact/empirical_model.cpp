#include "exact/empirical_model.hpp"

#include <cmath>

#include "exact/empirical_denoiser.hpp"

namespace drift::exact {

EmpiricalModel::EmpiricalModel(const Rows& points, const Labels& labels, Shape shape,
                               std::shared_ptr<const Schedule> schedule)
    : EmpiricalModel(PointSet(points, labels, std::move(shape)), std::move(schedule)) {}

EmpiricalModel::EmpiricalModel(PointSet points, std::shared_ptr<const Schedule> schedule)
    : ExactModel({.schedule = std::move(schedule),
                  .shape = points.shape(),
                  .classes = points.classes(),
                  .second_moment = points.second_moment(),
                  .spread = std::sqrt(points.variance())}),
      points_(std::move(points)) {}

std::unique_ptr<ExactDenoiser> EmpiricalModel::exact_denoiser(std::size_t rows, const Labels& labels) const {
    return points_.cloud ? streaming_denoiser(points_, schedule(), labels, rows)
                         : pruning_denoiser(points_, schedule(), labels, rows);
}

// -(x - alpha E[x0 | x]) / sigma^2: points have no width of their own.
Rows EmpiricalModel::score(const Rows& x, const Vector& t, const Labels& labels) const {
    Rows score = (*exact_denoiser(x.shape(0), labels))(x, t);
    for (std::size_t i = 0; i < x.shape(0); ++i) {
        const Scales at = schedule().at(t(i));
        for (std::size_t j = 0; j < x.shape(1); ++j)
            score(i, j) = (at.alpha * score(i, j) - x(i, j)) / (at.sigma * at.sigma);
    }
    return score;
}

}  // namespace drift::exact
