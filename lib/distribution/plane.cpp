// The formulas.
#include "distribution/plane.hpp"

#include <cmath>
#include <numbers>
#include <vector>

#include "core/error.hpp"

namespace drift::distribution {
namespace {

constexpr Real pi = std::numbers::pi;

// Two half circles that reach into each other.
Point moons(const Draw& r) {
    const Real angle = pi * r.u[0];
    if (r.u[1] < 0.5F) return {std::cos(angle), std::sin(angle), 0};
    return {1 - std::cos(angle), 0.5 - std::sin(angle), 1};
}

Point circles(const Draw& r, Real factor) {
    const int inner = r.u[1] < 0.5F ? 0 : 1;
    const Real angle = 2 * pi * r.u[0], radius = inner ? factor : 1;
    return {radius * std::cos(angle), radius * std::sin(angle), inner};
}

// Uniform in area.
Point annulus(const Draw& r, Real inner, Real outer) {
    const Real angle = 2 * pi * r.u[0],
               radius = std::sqrt(inner * inner + r.u[1] * (outer * outer - inner * inner));
    return {radius * std::cos(angle), radius * std::sin(angle)};
}

// The dark squares of a board centred at 0, the lower left one dark.
Point checkerboard(const Draw& r, std::size_t cells, Real side) {
    const Real half = static_cast<Real>(cells) / 2;
    const auto column = static_cast<std::size_t>(r.u[0] * static_cast<Real>(cells));
    const auto row = 2 * static_cast<std::size_t>(r.u[1] * half) + column % 2;
    return {side * (static_cast<Real>(column) + r.u[2] - half),
            side * (static_cast<Real>(row) + r.u[3] - half)};
}

// Blobs at distance 1, each turned by an angle that grows with the distance. Johnson et al. (2016),
// arXiv:1603.06277.
Point pinwheel(const Draw& r, std::size_t arms, Real radial, Real tangential, Real rate) {
    const auto arm = static_cast<std::size_t>(r.u[0] * static_cast<Real>(arms));
    const Real x = 1 + radial * r.z[0], y = tangential * r.z[1];
    const Real angle = 2 * pi * static_cast<Real>(arm) / static_cast<Real>(arms) + rate * std::exp(x);
    return {x * std::cos(angle) - y * std::sin(angle), x * std::sin(angle) + y * std::cos(angle),
            static_cast<int>(arm)};
}

Point scurve(const Draw& r) {
    const Real angle = 3 * pi * (r.u[0] - 0.5);
    return {std::sin(angle), std::copysign(std::cos(angle) - 1, -angle)};
}

// The formula with normal noise on both coordinates.
PointFormula noisy(const Spec& spec, const PointFormula& formula) {
    const Real noise = spec.number("noise", 0, 1e6);
    return [=](const Draw& r) {
        const Point point = formula(r);
        return Point{point.x + noise * r.z[0], point.y + noise * r.z[1], point.label};
    };
}

}  // namespace

Point on_spiral(Real tau) { return {tau * std::cos(tau), tau * std::sin(tau)}; }

PointFormula point_formula(const Spec& spec) {
    const std::string& name = spec.name();
    if (name == "moons") return noisy(spec, moons);
    if (name == "circles")
        return noisy(spec,
                     [factor = spec.number("factor", 0, 1)](const Draw& r) { return circles(r, factor); });
    if (name == "swissroll")
        return noisy(spec, [](const Draw& r) { return on_spiral(1.5 * pi * (1 + 2.0 * r.u[0])); });
    if (name == "spiral")
        return noisy(spec, [](const Draw& r) { return on_spiral(pi * (1 + 3.0 * r.u[0])); });
    if (name == "scurve") return noisy(spec, scurve);
    if (name == "annulus") {
        const Real unit = spec.number("unit", 1e-6, 1e6), inner = unit * spec.number("inner", 0, 1e6);
        const Real outer = unit * spec.number("outer", 0, 1e6);
        if (!(inner <= outer)) throw UsageError("inner must not exceed outer in '", spec.canonical(), "'");
        return [=](const Draw& r) { return annulus(r, inner, outer); };
    }
    if (name == "checkerboard") {
        const std::size_t cells = spec.count("cells", 2, 1000);
        if (cells % 2) throw UsageError("cells must be even in '", spec.canonical(), "'");
        return [cells, side = spec.number("side", 1e-6, 1e6)](const Draw& r) {
            return checkerboard(r, cells, side);
        };
    }
    if (name == "pinwheel")
        return [arms = spec.count("arms", 1, 1000), radial = spec.number("radial", 0, 1e6),
                tangential = spec.number("tangential", 0, 1e6), rate = spec.number("rate", -1e3, 1e3)](
                   const Draw& r) { return pinwheel(r, arms, radial, tangential, rate); };
    throw UsageError("not a set of the plane: '", name, "'");
}

Rows draw(const PointFormula& formula, const Random& random, std::uint64_t first, std::size_t n,
          Labels* classes) {
    std::vector<float> u(4 * n), z(2 * n);
    random.uniform_rows(first, n, 4, 0, u.data());
    random.normal_rows(first, n, 2, 1, z.data());
    Rows x({n, std::size_t{2}});
    if (classes) classes->resize(n);
    for (std::size_t i = 0; i < n; ++i) {
        const float *ui = u.data() + 4 * i, *zi = z.data() + 2 * i;
        const Point point = formula({{ui[0], ui[1], ui[2], ui[3]}, {zi[0], zi[1]}});
        x(i, 0) = point.x;
        x(i, 1) = point.y;
        if (classes) (*classes)[i] = point.label;
    }
    return x;
}

}  // namespace drift::distribution
