#include "ode/dopri5.hpp"

#include <doctest/doctest.h>

#include "distance.hpp"
#include "exact/examples.hpp"
#include "ode/fields.hpp"

using namespace drift::all;

namespace {

Rows solved(Field& u, Rows x, Real from, Real to, Real tolerance) {
    Dopri5 solution(u, {tolerance, tolerance}, from, to, 0);
    solution.advance(x, to);
    return x;
}

// dx/dt = x cos t, but no number in row 7 from t = 1/2 on.
class Broken final : public Field {
public:
    Rows operator()(const Rows& x, const Vector& t) override {
        Rows u = SineField()(x, t);
        for (std::size_t i = 0; i < row_count(x); ++i)
            if (i == 7 && t(i) >= 0.5) u(i, 0) = NAN;
        return u;
    }
    std::uint64_t evaluations() const override { return 0; }
};

}  // namespace

TEST_CASE("dopri5 comes within its tolerance of dx/dt = x cos t, both ways") {
    SineField u;
    const Rows x = rows({{1}, {-2}, {0.001}});
    Real before = 1;
    for (const Real tolerance : {1e-4, 1e-6, 1e-8, 1e-10, 1e-12}) {
        const Real up = distance(solved(u, x, 0, 3, tolerance), SineField::solution(x, 0, 3)),
                   down = distance(solved(u, x, 3, 0, tolerance), SineField::solution(x, 3, 0));
        CAPTURE(tolerance);
        CAPTURE(up);
        CAPTURE(down);
        CHECK(std::max(up, down) < 50 * tolerance);
        CHECK(std::max(up, down) < before / 10);
        before = std::max(up, down);
    }
}

TEST_CASE("dopri5 turns the plane by the given angle") {
    LinearField u(rows({{0, -1}, {1, 0}}));
    const Rows x = rows({{1, 0}, {0.5, -2}});
    const Rows turned = rows({{0, 1}, {2, 0.5}});
    CHECK(distance(solved(u, x, 0, 1.5707963267948966, 1e-11), turned) < 1e-9);
    CHECK(distance(solved(u, turned, 0, -1.5707963267948966, 1e-11), x) < 1e-9);
}

TEST_CASE("a row of dopri5 keeps its bits beside rows that take other steps, and stops do not move it far") {
    SineField u;
    const Rows x = rows({{1}, {-200}, {1e-9}});
    const Rows all = solved(u, x, 0, 2, 1e-8);
    for (std::size_t i = 0; i < 3; ++i) CHECK(solved(u, row_range(x, i, 1), 0, 2, 1e-8)(0, 0) == all(i, 0));

    Dopri5 solution(u, {1e-8, 1e-8}, 0, 2, 0);
    Rows stopped = x;
    for (const Real s : {0.1, 0.11, 1.0, 2.0}) {
        solution.advance(stopped, s);
        CHECK(distance(stopped, SineField::solution(x, 0, s)) < 50 * 1e-8 * 200);
    }
}

TEST_CASE("dopri5 says which row it cannot follow") {
    Broken u;
    Rows x = zeros(9, 1);
    x.fill(1);
    CHECK(row_count(solved(u, x, 0, 0.4, 1e-6)) == 9);
    CHECK_THROWS_WITH_AS(solved(u, x, 0, 1, 1e-6), doctest::Contains("row 7 needs steps below"), Diverged);
    CHECK_THROWS_WITH_AS(solved(u, x, 0.6, 1, 1e-6), "row 7 has no finite velocity at its start, t = 0.6",
                         Diverged);
    x(2, 0) = INFINITY;
    CHECK_THROWS_WITH_AS(solved(u, x, 0, 1, 1e-6), "row 2 is not finite at its start", Diverged);
}
