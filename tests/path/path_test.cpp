#include "path/path.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "core/error.hpp"
#include "distance.hpp"

using namespace drift::all;

namespace {

// x_t = alpha x0 + sigma x1 + sqrt(alpha sigma) z, on schedule linear a Brownian bridge at one time: z belongs to
// the pair.
class Bridge final : public Path {
public:
    explicit Bridge(const Random& random) : random_(random) {}
    void point(const Scales& at, const Ends<Real>& ends, Real c, Real* x) const override {
        fill(at.alpha, at.sigma, std::sqrt(at.alpha * at.sigma), ends, c, x);
    }
    void point(const Scales& at, const Ends<float>& ends, Real c, float* x) const override {
        fill(at.alpha, at.sigma, std::sqrt(at.alpha * at.sigma), ends, c, x);
    }
    void velocity(const Scales& at, const Ends<Real>& ends, Real c, Real* u) const override {
        fill(at.alpha_dot, at.sigma_dot, rate(at), ends, c, u);
    }
    void velocity(const Scales& at, const Ends<float>& ends, Real c, float* u) const override {
        fill(at.alpha_dot, at.sigma_dot, rate(at), ends, c, u);
    }

private:
    static Real rate(const Scales& at) {
        return (at.alpha_dot * at.sigma + at.alpha * at.sigma_dot) / (2 * std::sqrt(at.alpha * at.sigma));
    }
    template <class Number>
    void fill(Real a, Real b, Real s, const Ends<Number>& ends, Real c, Number* out) const {
        std::vector<float> z(ends.d);
        random_.normals(ends.row, 0, z);
        for (std::size_t j = 0; j < ends.d; ++j)
            out[j] = static_cast<Number>(c * (a * ends.x0[j] + b * ends.x1[j] + s * z[j]));
    }
    Random random_;
};

}  // namespace

TEST_CASE("a point of the path is alpha x0 + sigma eps, with one eps for all times of a row") {
    const auto schedule = make_schedule("vp-linear");
    const Rows x0{{1, 2}, {3, 4}}, eps{{0.5, -1}, {2, 0}};
    const std::vector<Scales> at{schedule->at(0.2), schedule->at(0.7)};
    const auto path = make_path("affine", Random(1, "path"));
    const Rows x = path_points(*path, x0, eps, 0, at);
    for (std::size_t i = 0; i < 2; ++i)
        for (std::size_t k = 0; k < 2; ++k)
            for (std::size_t j = 0; j < 2; ++j)
                CHECK(x(i, 2 * k + j) == at[k].alpha * x0(i, j) + at[k].sigma * eps(i, j));
    const Rows by_row = path_points_by_row(*path, x0, eps, 0, at);
    CHECK(by_row(0, 1) == x(0, 1));
    CHECK(by_row(1, 0) == x(1, 2));
}

TEST_CASE("a path begins at x0 and ends at x1") {
    const auto linear = make_schedule("linear");
    const Rows x0{{1, 2}, {3, 4}}, x1{{-5, 7}, {0.25, 8}};
    for (const Entry& entry : paths().entries) {
        // What is left of x1 at t = 0, and noise of a path's own, are settings.
        const bool spread = entry.name == "target" || entry.name == "smoothed";
        const std::string off = entry.name == "target" ? ":sigma_min=0" : ":sigma=0";
        const auto path = make_path(entry.name + (spread ? off : ""), Random(1, "path"));
        CAPTURE(entry.name);
        CHECK(distance(path_points(*path, x0, x1, 0, scales(*linear, std::vector<Real>{0})), x0) < 1e-15);
        CHECK(distance(path_points(*path, x0, x1, 0, scales(*linear, std::vector<Real>{1})), x1) < 1e-15);
    }
    CHECK_THROWS_AS(make_path("afine", Random(1, "path")), UsageError);
}

// Central differences with steps of 1e-5; single precision holds 6e-8 of the largest number, here 9.
TEST_CASE("a path's velocity is its derivative in t, and both are the same in single precision") {
    const Real x0[] = {1, -2, 0.5}, x1[] = {-0.25, 4, 9};
    const float x0_single[] = {1, -2, 0.5}, x1_single[] = {-0.25, 4, 9};
    const Ends<Real> ends{x0, x1, 3, 5};
    const Ends<float> single{x0_single, x1_single, 3, 5};
    const Real h = 1e-5;
    for (const Entry& entry : paths().entries)
        for (const std::string spec : {"linear", "vp-linear", "vp-cosine", "ve"}) {
            const auto path = make_path(entry.name, Random(1, "path"));
            const auto schedule = make_schedule(spec);
            for (const Real t : {0.1, 0.5, 0.9}) {
                const Scales at = schedule->at(t);
                Real u[3], up[3], down[3], x[3];
                float few[3];
                path->velocity(at, ends, 1, u);
                path->point(schedule->at(t + h), ends, 1, up);
                path->point(schedule->at(t - h), ends, 1, down);
                CAPTURE(entry.name);
                CAPTURE(spec);
                for (std::size_t j = 0; j < 3; ++j)
                    CHECK(std::abs(u[j] - (up[j] - down[j]) / (2 * h)) < 1e-6 * (1 + std::abs(u[j])));
                path->point(at, ends, 0.5, x);
                path->point(at, single, 0.5, few);
                for (std::size_t j = 0; j < 3; ++j)
                    CHECK(std::abs(x[j] - few[j]) < 1e-6 * (1 + std::abs(x[j])));
                path->velocity(at, ends, 2, x);
                path->velocity(at, single, 2, few);
                for (std::size_t j = 0; j < 3; ++j) {
                    CHECK(std::abs(x[j] - few[j]) < 1e-6 * (1 + std::abs(x[j])));
                    CHECK(x[j] == 2 * u[j]);
                }
            }
        }
}

// 4000 rows: within 5 standard deviations of a variance.
TEST_CASE("a path that draws has noise of its own for each pair, which keeps it at all times") {
    const Registered<MakePath> entry{{"bridge", {}, ""}, [](const Spec&, const Random& random) {
                                         return std::unique_ptr<const Path>(std::make_unique<Bridge>(random));
                                     }};
    const EntryList known{"path", {entry.entry}};
    const auto path = entry.make(Spec("bridge", known), Random(1, "bridge"));
    const auto linear = make_schedule("linear");
    const std::size_t n = 4000;
    const Rows ends = zeros(n, 1);
    const Rows x = path_points(*path, ends, ends, 7, scales(*linear, std::vector<Real>{0.2, 0.5, 0.8}));
    Real square = 0;
    for (std::size_t i = 0; i < n; ++i) {
        square += x(i, 0) * x(i, 0) / static_cast<Real>(n);
        CHECK(x(i, 0) == doctest::Approx(0.8 * x(i, 1)));
        CHECK(x(i, 2) == doctest::Approx(x(i, 0)));
    }
    CHECK(std::abs(square - 0.16) < 5 * 0.16 * std::sqrt(2.0 / n));
    const Rows later = path_points(*path, row_range(ends, 0, 10), row_range(ends, 0, 10), 17,
                                   scales(*linear, std::vector<Real>{0.2}));
    for (std::size_t i = 0; i < 10; ++i) CHECK(later(i, 0) == x(i + 10, 0));
}
