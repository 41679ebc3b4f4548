// What a sampler that changes another one needs of the loop: repeated intervals, ways back, noise of its own.
#include "sampler/solver.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "core/error.hpp"
#include "distance.hpp"
#include "path/transition.hpp"
#include "runs.hpp"

using namespace drift::all;

namespace {

// RePaint: coordinate 0 is known, y. After each step it is replaced by alpha_s y + sigma_s z; each interval is gone
// over `times` times, and between them x goes back to t by p(x_t | x_s).
// Lugmayr et al. (2022), arXiv:2201.09865, Algorithm 1.
Solver repainted(Solver solver, Real y, std::size_t times) {
    if (times > 1) check_repeatable(solver);
    solver.begin = [begin = solver.begin, y, times](const Slice& slice) -> Step {
        return [&slice, y, times, step = begin(slice)](Rows& x, const Interval& interval) {
            Interval again = interval;
            const Transition back(interval.s, interval.t);
            for (again.repetition = 0; again.repetition < times; ++again.repetition) {
                if (again.repetition > 0) x = back.keep * x + back.add * slice.normals(x, again, 0, "back");
                step(x, again);
                const Rows z = slice.normals(x, again, 0, "known");
                for (std::size_t i = 0; i < row_count(x); ++i)
                    x(i, 0) = interval.s.alpha * y + interval.s.sigma * z(i, 0);
            }
        };
    };
    return solver;
}

// x0 ~ N(m, C) in the plane.
const std::array<Real, 2> m{0.3, -0.5};
const std::array<std::array<Real, 2>, 2> C{{{1.0, 0.72}, {0.72, 0.9}}};
constexpr Real known = 1.4;

MixtureModel correlated() {
    // C = U diag U^T by hand: its angle is atan(2 c / (a - b)) / 2
    const Real angle = std::atan2(2 * C[0][1], C[0][0] - C[1][1]) / 2, c = std::cos(angle),
               s = std::sin(angle);
    const Real half = std::hypot((C[0][0] - C[1][1]) / 2, C[0][1]), middle = (C[0][0] + C[1][1]) / 2;
    return {Mixture{{1.0},
                    rows({{m[0], m[1]}}),
                    rows({{middle + half, middle - half}}),
                    {rows({{c, -s}, {s, c}})},
                    {}},
            schedule_of("vp-linear")};
}

struct Moments2 {
    std::array<Real, 2> mean;
    std::array<std::array<Real, 2>, 2> covariance;
};

// x becomes a x + b + spread z.
Moments2 moved_by(const Moments2& x, const std::array<std::array<Real, 2>, 2>& a,
                  const std::array<Real, 2>& b, Real spread) {
    Moments2 y{b, {{{spread * spread, 0}, {0, spread * spread}}}};
    for (std::size_t i = 0; i < 2; ++i)
        for (std::size_t j = 0; j < 2; ++j) {
            y.mean[i] += a[i][j] * x.mean[j];
            for (std::size_t k = 0; k < 2; ++k)
                for (std::size_t l = 0; l < 2; ++l)
                    y.covariance[i][j] += a[i][k] * x.covariance[k][l] * a[j][l];
        }
    return y;
}

// The mean and the variance of coordinate 1 that the wrapper must reach: every part of it is affine, and its noise
// independent, so that they follow from t to s by x0_hat = m + alpha C V^-1 (x - alpha m), V = alpha^2 C + sigma^2.
std::array<Real, 2> expected(const Schedule& schedule, const Vector& grid, std::size_t times,
                             bool ancestral) {
    Scales t = schedule.at(grid(0));
    Moments2 x{{0, 0}, {{{t.sigma * t.sigma, 0}, {0, t.sigma * t.sigma}}}};
    for (std::size_t k = 0; k + 1 < grid.size(); ++k) {
        const Scales s = schedule.at(grid(k + 1));
        const Posterior posterior(s, t);
        const Real kept = ancestral ? posterior.of_x : s.sigma / t.sigma,
                   of_x0 = ancestral ? posterior.of_x0 : s.alpha - kept * t.alpha;
        const Real v00 = t.alpha * t.alpha * C[0][0] + t.sigma * t.sigma, v01 = t.alpha * t.alpha * C[0][1],
                   v11 = t.alpha * t.alpha * C[1][1] + t.sigma * t.sigma, det = v00 * v11 - v01 * v01;
        const std::array<std::array<Real, 2>, 2> inverse{{{v11 / det, -v01 / det}, {-v01 / det, v00 / det}}};
        std::array<std::array<Real, 2>, 2> a{};
        std::array<Real, 2> b{of_x0 * m[0], of_x0 * m[1]};
        for (std::size_t i = 0; i < 2; ++i)
            for (std::size_t j = 0; j < 2; ++j) {
                const Real gain = of_x0 * t.alpha * (C[i][0] * inverse[0][j] + C[i][1] * inverse[1][j]);
                a[i][j] = gain + (i == j ? kept : 0);
                b[i] -= gain * t.alpha * m[j];
            }
        const Transition back(s, t);
        for (std::size_t repetition = 0; repetition < times; ++repetition) {
            if (repetition > 0) x = moved_by(x, {{{back.keep, 0}, {0, back.keep}}}, {0, 0}, back.add);
            x = moved_by(x, a, b, ancestral ? posterior.std : 0);
            x.mean[0] = s.alpha * known;
            x.covariance[0] = {s.sigma * s.sigma, 0}, x.covariance[1][0] = 0;
        }
        t = s;
    }
    return {x.mean[1], x.covariance[1][1]};
}

const char* const noisy_ddpm = "ddpm:variance=small,end=noise";

Vector times_of(const Schedule& schedule, std::size_t steps) {
    return grid_times("logsnr", schedule, 1, 1e-3, steps);
}

}  // namespace

// Of n independent Gaussian rows the mean has standard error sqrt(variance / n), the variance sqrt(2 / n) of itself.
TEST_CASE(
    "a wrapper that replaces known coordinates and repeats intervals makes the rows that its formulas say") {
    const MixtureModel model = correlated();
    ThreadPool pool(2);
    constexpr std::size_t n = 40'000;
    const Vector grid = times_of(model.schedule(), 12);
    for (const std::string name : {noisy_ddpm, "ddim"})
        for (const std::size_t times : {1, 4}) {
            CAPTURE(name);
            CAPTURE(times);
            const Solver solver = repainted(make_solver(name, model.schedule()), known, times);
            const Samples found =
                sampler_of(model, solver, grid, std::make_shared<RandomNoise>(11))(0, n, {}, pool);
            CHECK(found.evaluations == n * 12 * times);
            Real mean = 0, variance = 0;
            for (std::size_t i = 0; i < n; ++i) mean += found.rows(i, 1) / n;
            for (std::size_t i = 0; i < n; ++i) variance += std::pow(found.rows(i, 1) - mean, 2) / n;
            const auto [right_mean, right_variance] =
                expected(model.schedule(), grid, times, name == noisy_ddpm);
            CHECK(std::abs(mean - right_mean) < 5 * std::sqrt(right_variance / n));
            CHECK(std::abs(variance / right_variance - 1) < 5 * std::sqrt(2.0 / n));
        }
}

// x0_1 given x0_0 = y is N(m_1 + C_10 / C_00 (y - m_0), C_11 - C_10^2 / C_00). Without repetition the unknown
// coordinate hears of y late; with r of them the error falls as 1 / r in the mean and as the steps in the variance.
TEST_CASE("repetitions and steps take the replaced Gaussian to the conditional one") {
    const MixtureModel model = correlated();
    const Real mean = m[1] + C[1][0] / C[0][0] * (known - m[0]),
               variance = C[1][1] - C[1][0] * C[1][0] / C[0][0];
    for (const bool noisy : {true, false}) {
        const auto error = [&](std::size_t steps, std::size_t times) {
            const auto [found, width] =
                expected(model.schedule(), times_of(model.schedule(), steps), times, noisy);
            return std::max(std::abs(found - mean), std::abs(width - variance));
        };
        CHECK(error(160, 1) > 0.25);
        CHECK(error(160, 80) < 0.025);
        CHECK(error(320, 160) < 0.6 * error(160, 80));
    }
}

TEST_CASE("solvers that keep something from before are not repeatable, and say what it is") {
    const auto schedule = schedule_of("vp-linear");
    const auto complaint = [&](const std::string& name) {
        try {
            repainted(make_solver(name, *schedule), known, 2);
        } catch (const UsageError& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    for (const std::string name : {"ddpm", "ddim:eta=0.5", "ddim-half", "euler", "heun", "rk4", "sde",
                                   "edm:churn=9", "langevin", "restart", "sde-dpm++1", "sde-dpm++2s"}) {
        CAPTURE(name);
        CHECK(complaint(name).empty());
    }
    for (const std::string name :
         {"dpm++2m", "dpm++3m", "unipc-1", "unipc-3", "deis-2", "lms-4", "ipndm-4", "sde-dpm++2m"}) {
        CAPTURE(name);
        CHECK(complaint(name).find("uses evaluations at earlier times") != std::string::npos);
    }
    CHECK(complaint("dpm++2s").find("goes over several intervals in one step") != std::string::npos);
    CHECK(complaint("dpm-23").find("controls the sizes of its steps") != std::string::npos);
    CHECK(complaint("dopri5").find("controls the sizes of its steps") != std::string::npos);
}

// The theorem behind it, for every solver of the table: what has no memory gives from t to s the same rows whatever
// it did before.
TEST_CASE("a solver without memory goes over an interval as if it were the first") {
    const MixtureModel model(ring8(), schedule_of("vp-linear"));
    const Rows x = Random(3, "x").normal_rows(0, 5, 2);
    const RandomNoise noise(1);
    std::size_t repeatable = 0;
    for (const std::string& name : solvers().names()) {
        const Solver solver = make_solver(name, model.schedule());
        if (solver.memory != Memory::none || name == "restart") continue;  // the grid's own place
        CAPTURE(name);
        ++repeatable;
        const TimeGrid grid({0.8, 0.5, 0.3, 0.1}, model.schedule(), solver);
        const auto denoise = model.denoiser(5, {});
        const auto velocity = model.velocity(5, {});
        const Slice slice{model.schedule(), grid, *denoise, *velocity, noise, 0};
        const Step used = solver.begin(slice), fresh = solver.begin(slice);
        Rows before = x, after = x, alone = x;
        used(before, grid[0]);
        used(before, grid[1]);
        used(after, grid[1]);
        fresh(alone, grid[1]);
        CHECK(distance(after, alone) == 0);
    }
    CHECK(repeatable >= 12);
}

TEST_CASE("the noise of an interval is new in each repetition, and a wrapper's is its own") {
    const RandomNoise noise(5);
    const auto z = [&](const Draw& draw) { return noise(3, 4, 2, draw); };
    const Rows first = z({Purpose::step, 2, 1});
    CHECK(distance(first, Random(5, "sample step").normal_rows(3, 4, 2, 2 + (1 << 20))) == 0);
    std::set<Real> numbers;
    for (const std::size_t repetition : {0, 1, 2})
        for (const char* wrapper : {"", "known", "back"})
            numbers.insert(z({Purpose::step, 2, 1, repetition, wrapper})(0, 0));
    CHECK(numbers.size() == 9);
}
