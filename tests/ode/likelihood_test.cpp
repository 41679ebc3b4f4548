#include "solver/likelihood.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "distance.hpp"
#include "exact/empirical_model.hpp"
#include "sampler/runs.hpp"
#include "solver/solvers.hpp"

using namespace drift::all;

namespace {

Transport up(const Model& model, const Rows& x, const Vector& times, const Divergence& divergence = {},
             const std::string& solver = "dopri5:rtol=1e-12,atol=1e-13") {
    ThreadPool pool(2);
    return solver::transport(model, make_solver(solver, model.schedule()), times, x, divergence, {}, pool);
}

}  // namespace

// The set's own integrator and quadrature: 32 rows, t from 1e-5 to 1. Its tolerance is 1e-8.
TEST_CASE("the log-likelihoods of eight Gaussians are the reference set's") {
    const MixtureModel model = ring8("vp-linear");
    const Rows x = reference("loglik/ring8.x");
    const Transport found = up(model, x, {1e-5, 1});
    const Vector change = xt::flatten(found.divergence), ones({32}, 1.0);
    CHECK(distance(found.end, reference("loglik/ring8.z")) < 1e-8);
    const Vector normal = log_normal(found.end, 1) + change,
                 exact = model.log_density(found.end, ones, {}) + change;
    CHECK(distance(normal, reference("loglik/ring8.logp_ode")) < 1e-8);
    CHECK(distance(exact, reference("loglik/ring8.logp_ode_exactprior")) < 1e-8);
    CHECK(distance(exact, reference("loglik/ring8.logp_true_t")) < 1e-8);
    CHECK(distance(model.log_density(x, 1e-5 * ones, {}), reference("loglik/ring8.logp_true_t")) < 1e-11);
}

// Nakkiran et al. (2024), arXiv:2406.08929, Figure 1, sigma_q = 3. At t = 1e-13 the density is that of the
// data within 1e-12.
TEST_CASE("the log-likelihoods of two Gaussians on the line are the recorded ones") {
    const MixtureModel model(two_humps(), schedule_of("ve:sigma_q=3"));
    const Transport found = up(model, rows({{1.3}, {-0.4}}), {1e-13, 1});
    CHECK(distance(found.end, rows({{1.1403629366}, {-0.0030404709}})) < 2e-10);
    const Vector change = xt::flatten(found.divergence),
                 exact = model.log_density(found.end, {1, 1}, {}) + change,
                 normal = log_normal(found.end, 3) + change;
    CHECK(distance(change, Vector{0.4527683108, -2.0403050518}) < 1e-9);
    CHECK(distance(exact, Vector{-1.8570857129, -4.2990575043}) < 1e-9);
    CHECK(distance(normal, Vector{-1.6370284903, -4.0578563873}) < 1e-9);
}

TEST_CASE("along the flow the log-density changes by the divergence, on every schedule and both ways" *
          doctest::test_suite("slow")) {
    for (const std::string schedule :
         {"vp-linear", "vp-cosine", "sub-vp", "ve", "ve-geometric", "edm", "linear"}) {
        CAPTURE(schedule);
        const MixtureModel model = ring8(schedule);
        const Rows x = reference("loglik/ring8.x");
        const Vector early({32}, 0.01), late({32}, 0.9);
        const Transport found = up(model, x, {0.01, 0.5, 0.9});
        const Vector change = xt::flatten(found.divergence),
                     at_data = model.log_density(found.end, late, {}) + change;
        CHECK(distance(at_data, model.log_density(x, early, {})) < 1e-8);
        const Transport back = up(model, found.end, {0.9, 0.5, 0.01});
        CHECK(distance(back.end, x) < 1e-8);
        const Vector minus = -xt::flatten(back.divergence);
        CHECK(distance(minus, change) < 1e-8);
    }
}

// The estimate of a row is off by less than 5 of its standard errors.
TEST_CASE("signs estimate the divergence without bias" * doctest::test_suite("slow")) {
    const EmpiricalModel model(Random(5, "points").normal_rows(0, 40, 6), {}, {6}, schedule_of("vp-linear"));
    const Rows x = Random(6, "x").normal_rows(0, 5, 6);
    const std::size_t probes = 400;
    const Transport exact = up(model, x, {0.1, 1}), estimated = up(model, x, {0.1, 1}, {probes, 0});
    CHECK(distance(exact.end, estimated.end) < 1e-9);
    for (std::size_t i = 0; i < 5; ++i) {
        Real sum = 0, squares = 0;
        for (std::size_t p = 0; p < probes; ++p) {
            const Real off = estimated.divergence(i, p) - exact.divergence(i, 0);
            sum += off, squares += off * off;
        }
        const Real n = static_cast<Real>(probes), error = std::sqrt(squares / n / n);
        CHECK(error > 1e-3);
        CHECK(std::abs(sum / n) < 5 * error);
    }
}

TEST_CASE("a row's likelihood has the same bits alone and beside others") {
    const MixtureModel model = ring8("vp-linear");
    const Rows x = reference("loglik/ring8.x");
    const Transport all = up(model, x, {1e-3, 1}, {2, 7}, "dopri5");
    const Transport some = up(model, row_range(x, 0, 3), {1e-3, 1}, {2, 7}, "dopri5");
    CHECK(distance(some.divergence, row_range(all.divergence, 0, 3)) == 0);
}

TEST_CASE("solvers of fixed steps find the divergence with their own order") {
    const MixtureModel model = ring8("vp-linear");
    const Rows x = reference("loglik/ring8.x");
    const Transport exact = up(model, x, {0.01, 0.9});
    const auto error = [&](std::size_t steps) {
        Vector times = grid_times("logsnr", model.schedule(), 0.9, 0.01, steps);
        std::reverse(times.begin(), times.end());
        return distance(up(model, x, times, {}, "rk4").divergence, exact.divergence);
    };
    CHECK(std::log2(error(40) / error(80)) > 3.7);
}
