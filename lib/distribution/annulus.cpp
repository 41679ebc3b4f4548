// The set `annulus`: uniform in area between two circles.
#include <cmath>
#include <limits>
#include <numbers>

#include "core/error.hpp"
#include "distribution/plane.hpp"

namespace drift::distribution {
namespace {

constexpr Real pi = std::numbers::pi;

// r^2 is uniform on [inner^2, outer^2]: the density is 1 / (pi (outer^2 - inner^2)) there, and 0 elsewhere.
class Annulus final : public Plane {
public:
    Annulus(Real inner, Real outer)
        : Plane([=](const Draw& r) {
              const Real angle = 2 * pi * r.u[0],
                         radius = std::sqrt(inner * inner + r.u[1] * (outer * outer - inner * inner));
              return Point{radius * std::cos(angle), radius * std::sin(angle)};
          }),
          inner_(inner),
          outer_(outer) {}

    std::optional<Vector> log_density(const Rows& x) const override {
        if (inner_ == outer_) return std::nullopt;  // a circle has none
        Vector log_p({row_count(x)}, -std::log(pi * (outer_ * outer_ - inner_ * inner_)));
        for (std::size_t i = 0; i < row_count(x); ++i) {
            const Real radius = std::hypot(x(i, 0), x(i, 1));
            if (radius < inner_ || radius > outer_) log_p(i) = -std::numeric_limits<Real>::infinity();
        }
        return log_p;
    }

private:
    Real inner_, outer_;
};

}  // namespace

Registered<MakeSet> annulus() {
    return {{"annulus",
             {{"inner", "4.25", "radius"},
              {"outer", "4.65", "radius"},
              {"unit", "3.141592653589793", "of both radii"}},
             "a ring, uniform in area"},
            [](const Spec& spec) {
                const Real unit = spec.number("unit", 1e-6, 1e6), inner = unit * spec.number("inner", 0, 1e6);
                const Real outer = unit * spec.number("outer", 0, 1e6);
                if (!(inner <= outer))
                    throw UsageError("inner must not exceed outer in '", spec.canonical(), "'");
                return std::make_shared<Annulus>(inner, outer);
            }};
}

}  // namespace drift::distribution
