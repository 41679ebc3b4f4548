// Which part of the plane is shown.
#include "plot/window.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "core/error.hpp"
#include "core/random.hpp"

using namespace drift::all;

namespace {

bool same(const Window& a, const Window& b) {
    return a.xmin == b.xmin && a.xmax == b.xmax && a.ymin == b.ymin && a.ymax == b.ymax;
}

// n points on a circle of radius 1.
Rows circle(std::size_t n) {
    Rows rows = zeros(n, 2);
    for (std::size_t i = 0; i < n; ++i) {
        const Real a = 6.283185307179586 * static_cast<Real>(i) / static_cast<Real>(n);
        rows(i, 0) = std::cos(a), rows(i, 1) = std::sin(a);
    }
    return rows;
}

}  // namespace

TEST_CASE("a window holds all points of a shape") {
    const Window w = window_of(circle(1000)).value();
    CHECK((w.xmax == 1 && std::abs(w.xmin + 1) < 1e-12 && std::abs(w.ymax - 1) < 1e-12));
    CHECK(!window_of(zeros(0, 2)));
}

TEST_CASE("a stray point does not widen the window, few points are all shown") {
    Rows rows = circle(1000);
    rows(7, 0) = 1e6, rows(8, 1) = -1e6;
    const Window w = window_of(rows).value();
    CHECK((w.xmax < 1.6 && w.ymin > -1.6));
    CHECK(same(window_of(Rows{{0, 0}, {1, 1}, {100, -7}}).value(), {0, 100, -7, 1}));
}

TEST_CASE("a window of a Gaussian ends at 3 standard deviations") {
    const Window w = window_of(Random(0, "window test").normal_rows(0, 20000, 2)).value();
    // 2.326 * 1.3; a quantile's own deviation is sqrt(0.01 * 0.99 / n) / density(2.326) = 0.026 here
    for (const Real end : {-w.xmin, w.xmax, -w.ymin, w.ymax}) CHECK(std::abs(end - 3.024) < 1.3 * 5 * 0.026);
}

TEST_CASE("noise does not shrink the data to a dot, and a point has no say") {
    const Window data{-1, 1, -1, 1}, noise{-90, 110, -100, 100}, point{0.5, 0.5, 0, 0};
    CHECK(same(common_window({data, noise, point}), {-5, 5, -5, 5}));
    CHECK(same(common_window({noise, data, {-90, 100, 0, 0}}), {-5, 5, -5, 5}));
    CHECK(same(common_window({data, {-1.2, 1.1, -1, 1}}), {-1.2, 1.1, -1, 1}));
    CHECK(same(common_window({point, point}), point));
}

TEST_CASE("a square has its window in its middle, a margin, and a side even about a point") {
    const Window w = square({0, 4, 0, 2});
    CHECK((std::abs(w.width() - 4.4) < 1e-12 && std::abs(w.height() - 4.4) < 1e-12));
    CHECK((std::abs(w.xmin + w.xmax - 4) < 1e-12 && std::abs(w.ymin + w.ymax - 2) < 1e-12));
    CHECK(same(square({3, 3, 1, 1}), {2.5, 3.5, 0.5, 1.5}));
    CHECK(square({1e12, 1e12, 0, 0}).width() == 2e11);
    CHECK_THROWS_AS(square({-1e308, 1e308, 0, 0}), Error);
}

TEST_CASE("a window that is asked for goes upwards and is not too long") {
    CHECK(same(window_of(std::vector<Real>{-1, 1, 0, 4}), {-1, 1, 0, 4}));
    CHECK_THROWS_AS(window_of(std::vector<Real>{-1, 1, 0}), UsageError);
    CHECK_THROWS_AS(window_of(std::vector<Real>{-1, 1, 4, 0}), UsageError);
    CHECK_THROWS_AS(window_of(std::vector<Real>{0, 1, 0, 11}), UsageError);
}
