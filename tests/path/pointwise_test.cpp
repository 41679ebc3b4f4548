#include "path/pointwise.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "core/error.hpp"
#include "distance.hpp"
#include "exact/examples.hpp"

using namespace drift::all;

namespace {

// One pair at one time.
struct At {
    Rows x, v;
};

At at(const std::string& pointwise, const Rows& x1, const Rows& x0, Real t) {
    const PointwiseFlow flow = make_pointwise(pointwise);
    const auto path = make_path(flow.path, Random(1, "pointwise"));
    const std::vector<Scales> scale{make_schedule(flow.schedule)->at(t)};
    return {path_points(*path, x0, x1, 0, scale), towards_data(path_velocities(*path, x0, x1, 0, scale))};
}

const Rows x1 = rows({{2, 0.5, -3}}), x0 = rows({{-1, 4, 0.25}});

}  // namespace

// A: Nakkiran, Bradley, Zhou, Advani (2024), arXiv:2406.08929, section 4.
TEST_CASE("the pointwise flows are the formulas of their papers, their velocity points to the data") {
    const Real pi = std::acos(-1.0);
    for (const Real t : {0.1, 0.25, 0.7}) {
        const Rows chord = x1 - x0, normal = rows({{-chord(0, 1), chord(0, 0), 0}});
        const At linear = at("linear", x1, x0, t), root = at("sqrt", x1, x0, t), trig = at("trig", x1, x0, t),
                 arc = at("arc:bend=0.3", x1, x0, t), target = at("target:sigma_min=0.01", x1, x0, t);
        CHECK(distance(linear.x, t * x1 + (1 - t) * x0) < 1e-15);
        CHECK(distance(linear.v, x0 - x1) < 1e-15);
        CHECK(distance(root.x, x0 + chord * std::sqrt(t)) < 1e-15);
        CHECK(distance(root.v, -chord / (2 * std::sqrt(t))) < 1e-14);
        CHECK(distance(root.v, (x0 - root.x) / (2 * t)) < 1e-14);  // A.70 with its sign
        CHECK(distance(trig.x, std::cos(pi * t / 2) * x0 + std::sin(pi * t / 2) * x1) < 1e-14);
        CHECK(distance(trig.v, pi / 2 * (std::sin(pi * t / 2) * x0 - std::cos(pi * t / 2) * x1)) < 1e-13);
        CHECK(distance(arc.x, linear.x + 0.3 * std::sin(pi * t) * normal) < 1e-14);
        CHECK(distance(arc.v, -chord - 0.3 * pi * std::cos(pi * t) * normal) < 1e-13);
        CHECK(distance(target.x, (1 - t) * x0 + (0.01 + 0.99 * t) * x1) < 1e-15);
        CHECK(distance(target.v, x0 - 0.99 * x1) < 1e-14);
    }
}

// The tutorial's appendix B.6, with the signs of (A.59): Euler's method from 1 to 1/4 in 10, 20, 40 steps.
TEST_CASE("both pointwise flows of DDIM have one trajectory, which Euler's method reaches at its own rate") {
    const Rows from = rows({{2}}), to = rows({{-1}});
    CHECK(at("sqrt", from, to, 0.25).x(0, 0) == 0.5);
    const Real known[] = {.54257831, .52121662, .51058078, .55380426, .52751074, .51390875};
    for (std::size_t k = 0; k < 6; ++k) {
        const bool by_place = k < 3;  // (x0 - x_t) / (2 t), else (x0 - x1) / (2 sqrt t)
        const std::size_t steps = std::size_t{10} << k % 3;
        const Real dt = 0.75 / static_cast<Real>(steps);
        Real x = 2;
        for (std::size_t i = 0; i < steps; ++i) {
            const Real t = 1 - static_cast<Real>(i) * dt;
            x += dt * (by_place ? (-1 - x) / (2 * t) : at("sqrt", from, to, t).v(0, 0));
        }
        CAPTURE(k);
        CHECK(x == doctest::Approx(known[k]).epsilon(1e-8));
    }
}

// 4000 pairs of one dimension: a variance within 5 standard deviations, sqrt(2 / n) of it.
TEST_CASE(
    "a smoothed way has noise of one size at all times, a bridge that of a Brownian motion between its "
    "ends") {
    const std::size_t n = 4000;
    const Rows from = zeros(n, 1), to = Rows({n, 1}, 3.0);
    for (const Real t : {0.2, 0.5, 0.9})
        for (const std::string name : {"linear:sigma=0.4", "bridge:sigma=0.4"}) {
            const Real variance = 0.16 * (name[0] == 'b' ? t * (1 - t) : 1);
            Real square = 0;
            const Rows x = at(name, from, to, t).x;
            for (std::size_t i = 0; i < n; ++i) square += std::pow(x(i, 0) - 3 * (1 - t), 2) / n;
            CAPTURE(name);
            CHECK(std::abs(square - variance) < 5 * variance * std::sqrt(2.0 / n));
        }
    CHECK(distance(at("linear:sigma=0.4", x1, x0, 0.3).v, x0 - x1) < 1e-15);
    // Tong et al. (2024), arXiv:2302.00482: u = (1 - 2 t) / (2 t (1 - t)) (x - mean) + x1 - x0.
    const Real t = 0.3;
    const At bridge = at("bridge", x1, x0, t);
    const Rows mean = (1 - t) * x0 + t * x1;
    CHECK(distance(bridge.v, -((1 - 2 * t) / (2 * t * (1 - t)) * (bridge.x - mean) + x1 - x0)) < 1e-14);
}

TEST_CASE("a velocity without bound is said to be none, and what no path can be is refused") {
    const auto finite = [](const std::string& name, Real t) {
        const PointwiseFlow flow = make_pointwise(name);
        return make_path(flow.path, Random(1, ""))->finite(make_schedule(flow.schedule)->at(t));
    };
    CHECK(!finite("sqrt", 0));
    CHECK(finite("sqrt", 1));
    CHECK(!finite("bridge", 0));
    CHECK(!finite("bridge", 1));
    CHECK(finite("bridge:sigma=0", 1));
    for (const std::string name : {"linear", "trig", "arc", "target"}) CHECK(finite(name, 0));
    CHECK_THROWS_AS(at("arc", rows({{1}}), rows({{2}}), 0.5), Error);
    CHECK_THROWS_AS(make_pointwise("linear:sigma=-1"), UsageError);
    CHECK_THROWS_AS(make_pointwise("curve"), UsageError);
}
