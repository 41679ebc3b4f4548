// Sets in the plane: a formula each, from uniform and normal numbers to a point.
#pragma once

#include <functional>

#include "distribution/toy.hpp"

namespace drift::distribution {

/// The numbers a point is made of.
struct Draw {
    float u[4];  // uniform on [0, 1)
    float z[2];  // standard normal
};

struct Point {
    Real x, y;
    int label = 0;
};

using PointFormula = std::function<Point(const Draw&)>;

/// The law of a formula's points, without a density in closed form.
class Plane : public Distribution {
public:
    explicit Plane(PointFormula formula, std::size_t classes = 0)
        : Distribution({2}, classes), formula_(std::move(formula)) {}

    Rows draw(const Random& random, std::uint64_t first, std::size_t n, Labels* classes) const override;

private:
    PointFormula formula_;
};

/// The setting `noise`, and a formula with that much normal noise on both coordinates.
Setting noise_setting(const std::string& default_value);
PointFormula noisy(const Spec& spec, const PointFormula& formula);

}  // namespace drift::distribution
