// Toy sets in the plane: a formula each, from uniform and normal numbers to a point.
#pragma once

#include <functional>

#include "core/array.hpp"
#include "core/random.hpp"
#include "core/spec.hpp"

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

/// The formula of a set in the plane: moons, circles, swissroll, spiral, scurve, annulus, checkerboard,
/// pinwheel.
PointFormula point_formula(const Spec& spec);

/// Rows first .. first + n of a formula's endless stream, (n, 2).
Rows draw(const PointFormula& formula, const Random& random, std::uint64_t first, std::size_t n,
          Labels* classes);

/// (tau cos tau, tau sin tau): a turn of Archimedes' spiral is 2 pi away from the one before.
Point on_spiral(Real tau);

}  // namespace drift::distribution
