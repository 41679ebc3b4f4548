// Archimedes' spiral (tau cos tau, tau sin tau): a turn is 2 pi away from the one before.
#include <cmath>
#include <numbers>

#include "distribution/grid.hpp"
#include "distribution/plane.hpp"

namespace drift::distribution {
namespace {

constexpr Real pi = std::numbers::pi;

Point on_spiral(Real tau) { return {tau * std::cos(tau), tau * std::sin(tau)}; }

// The fixed points of the tutorials' figures, in equal steps of tau, with normal noise.
class SpiralPoints final : public Distribution {
public:
    SpiralPoints(std::size_t points, Real noise)
        : Distribution({2}, 0, points), points_(points), noise_(noise) {}

    Rows draw(const Random& random, std::uint64_t first, std::size_t n, Labels*) const override {
        Rows x = random.normal_rows(first, n, 2, 1);
        for (std::size_t i = 0; i < n; ++i) {
            const Point place = on_spiral(linspace(pi, 4 * pi, first + i, points_));
            x(i, 0) = place.x + noise_ * x(i, 0);
            x(i, 1) = place.y + noise_ * x(i, 1);
        }
        return x;
    }

private:
    std::size_t points_;
    Real noise_;
};

}  // namespace

Registered<MakeSet> swissroll() {
    return {{"swissroll", {noise_setting("0.25")}, "tau (cos tau, sin tau), tau in [1.5 pi, 4.5 pi]"},
            [](const Spec& spec) {
                return std::make_shared<Plane>(
                    noisy(spec, [](const Draw& r) { return on_spiral(1.5 * pi * (1 + 2.0 * r.u[0])); }));
            }};
}

Registered<MakeSet> spiral() {
    return {{"spiral",
             {noise_setting("0"), {"points", "0", "so many fixed points in equal steps of tau; 0: draws"}},
             "tau (cos tau, sin tau), tau in [pi, 4 pi]"},
            [](const Spec& spec) -> std::shared_ptr<const Distribution> {
                if (spec.text("points") != "0")
                    return std::make_shared<SpiralPoints>(spec.count("points", 1, 1'000'000'000),
                                                          spec.number("noise", 0, 1e6));
                return std::make_shared<Plane>(
                    noisy(spec, [](const Draw& r) { return on_spiral(pi * (1 + 3.0 * r.u[0])); }));
            }};
}

}  // namespace drift::distribution
