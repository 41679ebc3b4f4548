// Checks a backward pass against differences of its forward pass.
#pragma once

#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <string_view>
#include <vector>

#include "core/random.hpp"

namespace drift::all {

/// A layer as a function of one of its arrays, the others held.
using Function = std::function<std::vector<float>(const std::vector<float>&)>;

inline std::vector<float> normals(std::size_t n, std::string_view purpose) {
    std::vector<float> values(n);
    Random(7, purpose).normals(0, 0, values);
    return values;
}

inline double dot(const std::vector<float>& a, const std::vector<float>& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += double{a[i]} * double{b[i]};
    return sum;
}

/// <dy, (f(x + h v) - f(x - h v)) / 2h>: the derivative of <dy, f> along v.
inline double along(const Function& f, const std::vector<float>& x, const std::vector<float>& v,
                    const std::vector<float>& dy, float h) {
    std::vector<float> above = x, below = x;
    for (std::size_t i = 0; i < x.size(); ++i) above[i] += h * v[i], below[i] -= h * v[i];
    return (dot(dy, f(above)) - dot(dy, f(below))) / (2 * double{h});
}

/// That dx, what backward made of dy, is J^T dy: coordinate by coordinate, and <dy, J v> = <dx, v> for a
/// random v. With f of order 1 the differences are right to h^2 and to the rounding of f over h: 2^-14 and
/// 2^-17 for h = 2^-7, each times the number of terms of a sum, which are at most some tens.
inline void check_backward(const Function& f, const std::vector<float>& x, const std::vector<float>& dy,
                           const std::vector<float>& dx, float h = 0x1p-7F) {
    constexpr double tolerance = 2e-3;
    REQUIRE(dx.size() == x.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
        std::vector<float> axis(x.size(), 0.0F);
        axis[i] = 1;
        const double difference = along(f, x, axis, dy, h);
        CHECK(std::abs(double{dx[i]} - difference) < tolerance * (1 + std::abs(difference)));
    }
    const std::vector<float> v = normals(x.size(), "direction");
    const double difference = along(f, x, v, dy, h);
    CHECK(std::abs(dot(dx, v) - difference) < tolerance * (1 + std::sqrt(dot(dx, dx) * dot(v, v))));
}

}  // namespace drift::all
