// Curved ways between two ends.
#include <cmath>
#include <numbers>

#include "core/error.hpp"
#include "path/combination.hpp"

namespace drift::path {
namespace {

constexpr Real pi = std::numbers::pi;

/// x_t = alpha x0 + sigma x1 + bend sin(pi t) n, with n the chord x1 - x0 after a quarter turn in each plane
/// of two coordinates, (1, 2), (3, 4), ...; the last of an odd number stays on the line. n is normal to the
/// chord, and as long in the plane, so that `bend` has no unit: half way the point is bend |x1 - x0| beside
/// the chord.
class Arc final : public Combination {
public:
    explicit Arc(const Spec& spec) : bend_(spec.number("bend", -1e3, 1e3)) {}

private:
    Weights weights(const Scales& at) const override {
        return {at.alpha, at.sigma, bend_ * std::sin(pi * at.t)};
    }
    Weights rates(const Scales& at) const override {
        return {at.alpha_dot, at.sigma_dot, bend_ * pi * std::cos(pi * at.t)};
    }
    void third(std::span<const Real> chord, std::uint64_t, std::span<Real> n) const override {
        if (chord.size() < 2) throw Error("an arc lies in a plane, and rows have one number each");
        n[n.size() - 1] = 0;
        for (std::size_t j = 0; j + 1 < n.size(); j += 2) n[j] = -chord[j + 1], n[j + 1] = chord[j];
    }

    Real bend_;
};

}  // namespace

Registered<MakePath> arc_path() {
    return {{"arc",
             {{"bend", "0.25", "how far beside the chord it is half way, in chords"}},
             "a way beside the affine one: + bend sin(pi t) n, n the chord after a quarter turn"},
            [](const Spec& spec, const Random&) -> std::unique_ptr<const Path> {
                return std::make_unique<Arc>(spec);
            }};
}

}  // namespace drift::path
