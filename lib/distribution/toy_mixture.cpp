// The places, widths and weights of their components.
#include "distribution/toy_mixture.hpp"

#include <cmath>
#include <numbers>

namespace drift::distribution {
namespace {

// Components of equal weight and width; each its own class if there are several.
Mixture alike(const Rows& means, Real std) {
    const std::size_t k = row_count(means);
    Mixture mixture;
    mixture.weights = Vector({k}, 1 / static_cast<Real>(k));
    mixture.means = means;
    mixture.variances = Rows({k, dimension(means)}, std * std);
    for (std::size_t i = 0; k > 1 && i < k; ++i) mixture.labels.push_back(static_cast<int>(i));
    return mixture;
}

// Counter-clockwise from (radius, 0).
Rows ring(std::size_t k, Real radius) {
    Rows means = zeros(k, 2);
    for (std::size_t i = 0; i < k; ++i) {
        const Real angle = 2 * std::numbers::pi * static_cast<Real>(i) / static_cast<Real>(k);
        means(i, 0) = radius * std::cos(angle);
        means(i, 1) = radius * std::sin(angle);
    }
    return means;
}

// Side x side places around 0, x running fastest.
Rows lattice(std::size_t side, Real spacing) {
    Rows means = zeros(side * side, 2);
    const Real middle = static_cast<Real>(side - 1) / 2;
    for (std::size_t i = 0; i < side * side; ++i) {
        means(i, 0) = spacing * (static_cast<Real>(i % side) - middle);
        means(i, 1) = spacing * (static_cast<Real>(i / side) - middle);
    }
    return means;
}

Mixture two_points(Real a, std::size_t d) {
    Rows means = zeros(2, d);
    means(0, 0) = -a;
    means(1, 0) = a;
    return alike(means, 0);
}

Mixture pair1d(const Spec& spec) {
    const Real weight = spec.number("weight", 0, 1);
    Mixture mixture = alike(zeros(2, 1), 0);
    mixture.weights = {weight, 1 - weight};
    mixture.means = {{spec.number("mean1", -1e6, 1e6)}, {spec.number("mean2", -1e6, 1e6)}};
    mixture.variances = {{std::pow(spec.number("std1", 0, 1e6), 2)},
                         {std::pow(spec.number("std2", 0, 1e6), 2)}};
    return mixture;
}

}  // namespace

std::optional<Mixture> toy_mixture(const Spec& spec) {
    const std::string& name = spec.name();
    const auto std_setting = [&] { return spec.number("std", 0, 1e6); };
    if (name == "gaussian")
        return alike(Rows({std::size_t{1}, spec.count("d", 1, 100'000)}, spec.number("mean", -1e6, 1e6)),
                     std_setting());
    if (name == "8gaussians") return alike(ring(8, spec.number("radius", 0, 1e6)), std_setting());
    if (name == "25gaussians") return alike(lattice(5, spec.number("spacing", 0, 1e6)), std_setting());
    if (name == "point") return alike({{spec.number("x", -1e6, 1e6), spec.number("y", -1e6, 1e6)}}, 0);
    if (name == "two-points") return two_points(spec.number("a", 0, 1e6), spec.count("d", 1, 100'000));
    if (name == "pair1d") return pair1d(spec);
    return std::nullopt;
}

}  // namespace drift::distribution
