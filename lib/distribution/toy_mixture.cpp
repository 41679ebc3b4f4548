// The sets that are Gaussian mixtures.
#include <cmath>
#include <numbers>

#include "distribution/mixture_law.hpp"
#include "distribution/toy.hpp"

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

Mixture pair_of_points(Real a, std::size_t d) {
    Rows means = zeros(2, d);
    means(0, 0) = -a;
    means(1, 0) = a;
    return alike(means, 0);
}

Mixture pair_on_line(const Spec& spec) {
    const Real weight = spec.number("weight", 0, 1);
    Mixture mixture = alike(zeros(2, 1), 0);
    mixture.weights = {weight, 1 - weight};
    mixture.means = {{spec.number("mean1", -1e6, 1e6)}, {spec.number("mean2", -1e6, 1e6)}};
    mixture.variances = {{std::pow(spec.number("std1", 0, 1e6), 2)},
                         {std::pow(spec.number("std2", 0, 1e6), 2)}};
    return mixture;
}

Real std_of(const Spec& spec) { return spec.number("std", 0, 1e6); }

}  // namespace

Registered<MakeSet> gaussian() {
    return {{"gaussian",
             {{"d", "2", "dimension"}, {"mean", "0", "in each"}, {"std", "1", "in each"}},
             "one Gaussian"},
            [](const Spec& spec) {
                return std::make_shared<MixtureLaw>(
                    alike(Rows({std::size_t{1}, spec.count("d", 1, 100'000)}, spec.number("mean", -1e6, 1e6)),
                          std_of(spec)));
            }};
}

Registered<MakeSet> mixture_file() {
    return {{"mixture", {{"FILE", "", "JSON, as 'data spec' writes it"}}, "any Gaussian mixture"},
            [](const Spec& spec) { return std::make_shared<MixtureLaw>(read_mixture(spec.text("FILE"))); }};
}

Registered<MakeSet> eight_gaussians() {
    return {
        {"8gaussians", {{"radius", "2", "of the ring"}, {"std", "0.2", "of each"}}, "Gaussians on a ring"},
        [](const Spec& spec) {
            return std::make_shared<MixtureLaw>(alike(ring(8, spec.number("radius", 0, 1e6)), std_of(spec)));
        }};
}

Registered<MakeSet> grid_gaussians() {
    return {{"25gaussians",
             {{"spacing", "2", "of the lattice"}, {"std", "0.05", "of each"}},
             "Gaussians on 5 x 5 places"},
            [](const Spec& spec) {
                return std::make_shared<MixtureLaw>(
                    alike(lattice(5, spec.number("spacing", 0, 1e6)), std_of(spec)));
            }};
}

Registered<MakeSet> point() {
    return {{"point", {{"x", "0", "coordinate"}, {"y", "0", "coordinate"}}, "one point of the plane"},
            [](const Spec& spec) {
                return std::make_shared<MixtureLaw>(
                    alike({{spec.number("x", -1e6, 1e6), spec.number("y", -1e6, 1e6)}}, 0));
            }};
}

Registered<MakeSet> two_points() {
    return {{"two-points",
             {{"a", "1", "half their distance"}, {"d", "1", "dimension"}},
             "-a and a on the first axis"},
            [](const Spec& spec) {
                return std::make_shared<MixtureLaw>(
                    pair_of_points(spec.number("a", 0, 1e6), spec.count("d", 1, 100'000)));
            }};
}

Registered<MakeSet> pair1d() {
    return {{"pair1d",
             {{"weight", "0.5", "of the first"},
              {"mean1", "-2", "mean"},
              {"std1", "0.5", "std"},
              {"mean2", "2", "mean"},
              {"std2", "1", "std"}},
             "two Gaussians on a line"},
            [](const Spec& spec) { return std::make_shared<MixtureLaw>(pair_on_line(spec)); }};
}

}  // namespace drift::distribution
