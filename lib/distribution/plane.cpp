#include "distribution/plane.hpp"

#include <cmath>
#include <numbers>
#include <vector>

#include "core/error.hpp"

namespace drift::distribution {
namespace {

constexpr Real pi = std::numbers::pi;

// Two half circles that reach into each other.
Point on_moons(const Draw& r) {
    const Real angle = pi * r.u[0];
    if (r.u[1] < 0.5F) return {std::cos(angle), std::sin(angle), 0};
    return {1 - std::cos(angle), 0.5 - std::sin(angle), 1};
}

Point on_circles(const Draw& r, Real factor) {
    const int inner = r.u[1] < 0.5F ? 0 : 1;
    const Real angle = 2 * pi * r.u[0], radius = inner ? factor : 1;
    return {radius * std::cos(angle), radius * std::sin(angle), inner};
}

// The dark squares of a board centred at 0, the lower left one dark.
Point on_checkerboard(const Draw& r, std::size_t cells, Real side) {
    const Real half = static_cast<Real>(cells) / 2;
    const auto column = static_cast<std::size_t>(r.u[0] * static_cast<Real>(cells));
    const auto row = 2 * static_cast<std::size_t>(r.u[1] * half) + column % 2;
    return {side * (static_cast<Real>(column) + r.u[2] - half),
            side * (static_cast<Real>(row) + r.u[3] - half)};
}

// Blobs at distance 1, each turned by an angle that grows with the distance.
// Johnson et al. (2016), arXiv:1603.06277.
Point on_pinwheel(const Draw& r, std::size_t arms, Real radial, Real tangential, Real rate) {
    const auto arm = static_cast<std::size_t>(r.u[0] * static_cast<Real>(arms));
    const Real x = 1 + radial * r.z[0], y = tangential * r.z[1];
    const Real angle = 2 * pi * static_cast<Real>(arm) / static_cast<Real>(arms) + rate * std::exp(x);
    return {x * std::cos(angle) - y * std::sin(angle), x * std::sin(angle) + y * std::cos(angle),
            static_cast<int>(arm)};
}

Point on_scurve(const Draw& r) {
    const Real angle = 3 * pi * (r.u[0] - 0.5);
    return {std::sin(angle), std::copysign(std::cos(angle) - 1, -angle)};
}

}  // namespace

// The uniform numbers are the row's step 0, the normal ones its step 1.
Rows Plane::draw(const Random& random, std::uint64_t first, std::size_t n, Labels* classes) const {
    std::vector<float> u(4 * n), z(2 * n);
    random.uniform_rows(first, n, 4, 0, u.data());
    random.normal_rows(first, n, 2, 1, z.data());
    Rows x({n, std::size_t{2}});
    if (classes) classes->resize(n);
    for (std::size_t i = 0; i < n; ++i) {
        const float *ui = u.data() + 4 * i, *zi = z.data() + 2 * i;
        const Point point = formula_({{ui[0], ui[1], ui[2], ui[3]}, {zi[0], zi[1]}});
        x(i, 0) = point.x;
        x(i, 1) = point.y;
        if (classes) (*classes)[i] = point.label;
    }
    return x;
}

Setting noise_setting(const std::string& default_value) {
    return {"noise", default_value, "normal noise on both coordinates"};
}

PointFormula noisy(const Spec& spec, const PointFormula& formula) {
    const Real noise = spec.number("noise", 0, 1e6);
    return [=](const Draw& r) {
        const Point point = formula(r);
        return Point{point.x + noise * r.z[0], point.y + noise * r.z[1], point.label};
    };
}

Registered<MakeSet> moons() {
    return {{"moons", {noise_setting("0.05")}, "two half circles of radius 1"},
            [](const Spec& spec) { return std::make_shared<Plane>(noisy(spec, on_moons), 2); }};
}

Registered<MakeSet> circles() {
    return {{"circles",
             {{"factor", "0.5", "radius of the inner one"}, noise_setting("0.05")},
             "two circles, the outer of radius 1"},
            [](const Spec& spec) {
                const Real factor = spec.number("factor", 0, 1);
                return std::make_shared<Plane>(
                    noisy(spec, [factor](const Draw& r) { return on_circles(r, factor); }), 2);
            }};
}

Registered<MakeSet> checkerboard() {
    return {
        {"checkerboard",
         {{"cells", "4", "a side, even"}, {"side", "2", "of a cell"}},
         "the dark squares of a board"},
        [](const Spec& spec) {
            const std::size_t cells = spec.count("cells", 2, 1000);
            if (cells % 2) throw UsageError("cells must be even in '", spec.canonical(), "'");
            const Real side = spec.number("side", 1e-6, 1e6);
            return std::make_shared<Plane>([=](const Draw& r) { return on_checkerboard(r, cells, side); });
        }};
}

Registered<MakeSet> pinwheel() {
    return {{"pinwheel",
             {{"arms", "5", "their number"},
              {"radial", "0.3", "std along an arm"},
              {"tangential", "0.1", "std across"},
              {"rate", "0.25", "of the turn"}},
             "bent arms",
             "Johnson et al. (2016), arXiv:1603.06277"},
            [](const Spec& spec) {
                const std::size_t arms = spec.count("arms", 1, 1000);
                const Real radial = spec.number("radial", 0, 1e6),
                           tangential = spec.number("tangential", 0, 1e6),
                           rate = spec.number("rate", -1e3, 1e3);
                return std::make_shared<Plane>(
                    [=](const Draw& r) { return on_pinwheel(r, arms, radial, tangential, rate); }, arms);
            }};
}

Registered<MakeSet> scurve() {
    return {{"scurve", {noise_setting("0.05")}, "an S of two arcs of radius 1"},
            [](const Spec& spec) { return std::make_shared<Plane>(noisy(spec, on_scurve)); }};
}

}  // namespace drift::distribution
