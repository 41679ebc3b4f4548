#include "path/combination.hpp"

#include <array>

namespace drift::path {
namespace {

constexpr std::size_t few = 64;  // coordinates of rows for which nothing is allocated

}  // namespace

template <class Number>
void Combination::combine(const Weights& by, const Ends<Number>& ends, Real c, Number* out) const {
    const std::size_t d = ends.d;
    std::array<Real, 2 * few> small;
    std::vector<Real> large(d > few ? 2 * d : 0);
    Real *const chord = d > few ? large.data() : small.data(), *const w = chord + d;
    if (by.of_w != 0) {
        for (std::size_t j = 0; j < d; ++j) chord[j] = Real{ends.x1[j]} - Real{ends.x0[j]};
        third({chord, d}, ends.row, {w, d});
    }
    for (std::size_t j = 0; j < d; ++j) {
        const Real sum = by.of_x0 * ends.x0[j] + by.of_x1 * ends.x1[j];
        out[j] = static_cast<Number>(c * (by.of_w != 0 ? sum + by.of_w * w[j] : sum));
    }
}

void Combination::point(const Scales& at, const Ends<Real>& ends, Real c, Real* x) const {
    combine(weights(at), ends, c, x);
}

void Combination::point(const Scales& at, const Ends<float>& ends, Real c, float* x) const {
    combine(weights(at), ends, c, x);
}

void Combination::velocity(const Scales& at, const Ends<Real>& ends, Real c, Real* u) const {
    combine(rates(at), ends, c, u);
}

void Combination::velocity(const Scales& at, const Ends<float>& ends, Real c, float* u) const {
    combine(rates(at), ends, c, u);
}

}  // namespace drift::path
