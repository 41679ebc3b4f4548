#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "distance.hpp"
#include "sampler/runs.hpp"

using namespace drift;

namespace {

// From the first to the last of times, the first `known` steps ending on the exact path: what a multistep
// method computes from exact starting values. x (n, d), path (n, times, d).
Rows with_exact_starts(const Model& model, const std::string& solver, const Vector& times, Rows x,
                       const Rows& path, std::size_t known) {
    const Given silent(x, 1);
    const auto denoise = model.denoiser(0, row_count(x), {});
    const Journey journey{model.schedule(), times, *denoise, silent, 0};
    const auto chosen = make_solver(solver, model.schedule());
    const auto stepper = chosen->begin(journey);
    const std::size_t d = dimension(x);
    for (std::size_t k = 0; k + 1 < times.size(); ++k) {
        stepper->step(x, k);
        if (k < known) x = xt::view(path, xt::all(), xt::range((k + 1) * d, (k + 2) * d));
    }
    return x;
}

// The exact path at all times, to about 1e-12.
Rows exact_path(const Model& model, const Vector& times, const Rows& x) {
    return moved(model, "dopri5:rtol=1e-13,atol=1e-14", times, x, true);
}

// sqrt(mean |x - y|^2) over rows.
Real error(const Rows& x, const Rows& y) {
    Real sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i) sum += std::pow(x.data()[i] - y.data()[i], 2);
    return std::sqrt(sum / static_cast<Real>(row_count(x)));
}

Vector lambda_grid(const Schedule& schedule, std::size_t steps) {
    return make_grid("logsnr", schedule, schedule.time(-3), schedule.time(3), steps);
}

struct Nominal {
    std::string solver;
    std::size_t known;
    Real order;
};

// Orders observed from 160 to 320 to 640 steps on the ring.
void check_orders(const std::vector<Nominal>& cases) {
    const MixtureModel model = ring8("vp-linear");
    const Rows start = reference("start/ring8.z");
    std::vector<Vector> grids;
    std::vector<Rows> paths;
    for (const std::size_t steps : {160, 320, 640}) {
        grids.push_back(lambda_grid(model.schedule(), steps));
        paths.push_back(exact_path(model, grids.back(), start));
    }
    for (const auto& [solver, known, order] : cases) {
        std::vector<Real> errors;
        for (std::size_t i = 0; i < 3; ++i) {
            const std::size_t last = grids[i].size() - 1;
            const Rows end = xt::view(paths[i], xt::all(), xt::range(2 * last, 2 * last + 2));
            errors.push_back(error(with_exact_starts(model, solver, grids[i], start, paths[i], known), end));
        }
        const std::string tried_solver = solver;
        CAPTURE(tried_solver);
        CAPTURE(errors[0]);
        CAPTURE(errors[1]);
        CAPTURE(errors[2]);
        CHECK(std::log2(errors[0] / errors[1]) > order - 0.1);
        CHECK(std::log2(errors[1] / errors[2]) > order - 0.1);
    }
}

}  // namespace

TEST_CASE("deterministic solvers have their orders, multistep ones from exact starting values") {
    check_orders({{"ddim", 0, 1},
                  {"euler", 0, 1},
                  {"sde:eta=0", 0, 1},
                  {"ddim-half", 0, 1},
                  {"heun", 0, 2},
                  {"midpoint", 0, 2},
                  {"edm", 0, 2},
                  {"rk4", 0, 4},
                  {"deis-1", 0, 1},
                  {"deis-2", 1, 2},
                  {"deis-3", 2, 3},
                  {"ipndm-1", 0, 1},
                  {"ipndm-2", 1, 2},
                  {"ipndm-4", 3, 2},
                  {"lms-1", 0, 1},
                  {"lms-2", 1, 2},
                  {"lms-3", 2, 3}});
}

// Not reached: ipndm-3 shows 1.75 and 1.85, lms-4 3.89 and 3.95, rising towards 2 and 4.
TEST_CASE("ipndm-3 shows its order from 160 steps on" * doctest::should_fail()) {
    check_orders({{"ipndm-3", 2, 2}});
}
TEST_CASE("lms-4 shows its order from 160 steps on" * doctest::should_fail()) {
    check_orders({{"lms-4", 3, 4}});
}

// Errors of an independent program on a mixture of four Gaussians, lambda from -3 to 3.
TEST_CASE("the errors on four Gaussians are the recorded ones") {
    const struct {
        std::string solver;
        std::size_t known;
        Real errors[4];  // in 10, 20, 40 and 320 steps
    } cases[] = {{"ddim", 0, {1.27e-1, 6.51e-2, 3.30e-2, 4.19e-3}},
                 {"deis-1", 0, {1.27e-1, 6.51e-2, 3.30e-2, 4.19e-3}},
                 {"edm", 0, {5.35e-2, 1.18e-2, 2.79e-3, 4.15e-5}},
                 {"deis-3", 2, {2.45e-3, 5.36e-4, 8.19e-5, 1.84e-7}},
                 {"lms-3", 2, {4.37e-2, 9.00e-3, 1.47e-3, 3.63e-6}},
                 {"lms-4", 3, {3.40e-2, 5.35e-3, 5.39e-4, 2.02e-7}},
                 {"ipndm-4", 3, {1.53e-2, 3.44e-3, 8.46e-4, 1.31e-5}}};
    const MixtureModel model(four_gaussians(), schedule_of("vp-cosine"));
    const Rows start = rows({{1.3, -0.7}});
    const std::size_t counts[] = {10, 20, 40, 320};
    for (std::size_t i = 0; i < 4; ++i) {
        const std::size_t steps = counts[i];
        const Vector times = lambda_grid(model.schedule(), steps);
        const Rows path = exact_path(model, times, start);
        const Rows end = xt::view(path, xt::all(), xt::range(2 * steps, 2 * steps + 2));
        CHECK(distance(end, rows({{1.374226542915, -0.459550572127}})) < 1e-11);
        for (const auto& [solver, known, errors] : cases) {
            const std::string tried_solver = solver;
            CAPTURE(tried_solver);
            CAPTURE(steps);
            const Real found = error(with_exact_starts(model, solver, times, start, path, known), end);
            CAPTURE(found);
            CHECK(to_digits(found, errors[i], 3));
        }
    }
}

TEST_CASE("started by their own lower orders the multistep solvers end at the recorded points") {
    const MixtureModel model(four_gaussians(), schedule_of("vp-linear"));
    const Vector times = lambda_grid(model.schedule(), 10);
    const Rows start = rows({{1.3, -0.7}});
    CHECK(distance(moved(model, "deis-3", times, start), rows({{1.372448496, -0.456231968}})) < 1e-9);
    CHECK(distance(moved(model, "lms-4", times, start), rows({{1.338885670, -0.443982667}})) < 1e-9);
    CHECK(distance(moved(model, "ipndm-4", times, start), rows({{1.386572952, -0.462112504}})) < 1e-9);
}

// Fu, Wang (2026), arXiv:2605.22586, section 5, on data N(1, 0.5^2): (x - alpha m) / sqrt(alpha^2 s^2 +
// sigma^2) stays.
TEST_CASE("the reference run of tutorial B has its errors to all printed digits") {
    const struct {
        std::string solver;
        std::size_t evaluations;  // --steps counts them for singlestep solvers
        Real errors[4];           // in 10, 20, 40 and 80 steps
        Real order;               // in 160 and 320
    } cases[] = {
        {"euler", 1, {6.58e-2, 3.27e-2, 1.61e-2, 7.96e-3}, 1.01},
        {"heun", 1, {1.86e-2, 3.98e-3, 8.90e-4, 2.08e-4}, 2.03},
        {"ddim", 1, {1.80e-1, 9.56e-2, 4.92e-2, 2.50e-2}, 0.99},
        {"dpm-1", 1, {1.80e-1, 9.56e-2, 4.92e-2, 2.50e-2}, 0.99},
        {"dpm-2", 2, {5.64e-2, 1.31e-2, 3.16e-3, 7.74e-4}, 2.01},
        {"dpm:order=3,method=singlestep-fixed,predict=eps", 3, {1.62e-3, 1.57e-4, 1.66e-5, 1.88e-6}, 3.04},
        {"dpm++2s", 2, {3.96e-2, 1.11e-2, 2.91e-3, 7.43e-4}, 1.99},
        {"dpm++2m:final=full", 1, {2.77e-2, 1.10e-2, 2.97e-3, 7.54e-4}, 2.00}};
    const MixtureModel model(gaussian(1, 0.5), schedule_of("vp-linear"));
    const auto placed = [&](Real t) {
        const Scales at = model.schedule().at(t);
        return std::pair{at.alpha, std::hypot(0.5 * at.alpha, at.sigma)};
    };
    const auto [alpha, spread] = placed(1);
    const auto [alpha_end, spread_end] = placed(1e-3);
    const Real exact = alpha_end + spread_end * (1.7 - alpha) / spread;
    CHECK(std::abs(exact - 1.846812573254823) < 1e-14);
    for (const auto& [name, evaluations, errors, order] : cases) {
        const auto solver = make_solver(name, model.schedule());
        const auto error = [&, each = evaluations](std::size_t steps) {
            const Vector times = sampling_times("logsnr", *solver, model.schedule(), 1, 1e-3, steps * each);
            return std::abs(run(model, *solver, times, rows({{1.7}})).rows(0) - exact);
        };
        const std::string tried_name = name;
        CAPTURE(tried_name);
        for (std::size_t i = 0; i < 4; ++i) {
            const Real found = error(std::size_t{10} << i);
            CAPTURE(found);
            CHECK(to_digits(found, errors[i], 3));
        }
        CHECK(std::abs(std::log2(error(160) / error(320)) - order) < 0.0051);
    }
}

// Nakkiran et al. (2024), arXiv:2406.08929, section 3.5: the last step, at t = 0, is Euler's.
TEST_CASE("on ve the last Euler step caps rk4 at order 2 in t, and a quadratic grid restores 4") {
    const struct {
        std::string grid, solver;
        Real errors[4];  // in 10, 20, 40 and 80 steps
    } cases[] = {{"time", "euler", {4.11e-2, 1.92e-2, 9.30e-3, 4.57e-3}},
                 {"time", "ddim-half", {4.11e-2, 1.92e-2, 9.30e-3, 4.57e-3}},
                 {"time", "heun", {4.80e-3, 1.16e-3, 3.52e-4, 9.76e-5}},
                 {"time", "rk4", {7.99e-3, 1.81e-3, 5.29e-4, 1.46e-4}},
                 {"quadratic", "euler", {3.31e-2, 1.63e-2, 8.08e-3, 4.02e-3}},
                 {"quadratic", "heun", {3.79e-3, 9.11e-4, 2.22e-4, 5.49e-5}},
                 {"quadratic", "rk4", {8.98e-5, 6.05e-6, 3.86e-7, 2.43e-8}}};
    const MixtureModel model(two_humps(), schedule_of("ve:sigma_q=3"));
    for (const auto& [grid, solver, errors] : cases)
        for (std::size_t i = 0; i < 4; ++i) {
            const Vector times = make_grid(grid, model.schedule(), 1, 0, std::size_t{10} << i);
            const Real found = std::abs(moved(model, solver, times, rows({{2.3}}))(0) - 1.8972597705);
            const std::string tried_grid = grid;
            CAPTURE(tried_grid);
            const std::string tried_solver = solver;
            CAPTURE(tried_solver);
            CAPTURE(found);
            CHECK(std::abs(found - errors[i]) <
                  0.0051 * std::pow(10, std::floor(std::log10(errors[i]))) + 1e-10);
        }
}
