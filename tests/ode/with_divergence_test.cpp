#include "ode/with_divergence.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "distance.hpp"
#include "exact/empirical_model.hpp"
#include "metric/nll.hpp"
#include "model/probability_flow.hpp"
#include "ode/dopri5.hpp"
#include "ode/fields.hpp"
#include "ode/runge_kutta.hpp"
#include "sampler/runs.hpp"

using namespace drift::all;

namespace {

// Rows at the last time, and the integral of div u on the way, or of its estimates.
struct Moved {
    Rows end, divergence;
};

// Along a model's probability flow, from the first of some times to the last.
Moved moved_with_divergence(const Model& model, const Rows& x, const Divergence& divergence,
                            const std::function<void(Field& u, Rows& state)>& solve) {
    const auto denoise = model.denoiser(row_count(x), {});
    ProbabilityFlow flow(*denoise, model.schedule());
    WithDivergence field(flow, divergence, 0);
    Rows state = field.start(x);
    solve(field, state);
    return {field.points(state), field.integrals(state)};
}

Moved up(const Model& model, const Rows& x, const Vector& times, const Divergence& divergence = {},
         const Tolerance& tolerance = {1e-12, 1e-13}) {
    return moved_with_divergence(model, x, divergence, [&](Field& u, Rows& state) {
        Dopri5 solution(u, tolerance, times(0), times(times.size() - 1), 0);
        for (std::size_t k = 1; k < times.size(); ++k) solution.advance(state, times(k));
    });
}

Moved up_by_rk4(const Model& model, const Rows& x, const Vector& times) {
    return moved_with_divergence(model, x, {}, [&](Field& u, Rows& state) {
        for (std::size_t k = 1; k < times.size(); ++k)
            state = runge_kutta_step(rk4(), u, state, times(k - 1), times(k));
    });
}

}  // namespace

TEST_CASE("the divergence of a linear field is its trace, and signs w estimate it by w^T A w") {
    const Rows a = rows({{0.5, 2, -1}, {3, -1.25, 0.5}, {-0.25, 1, 4}});
    LinearField u(a);
    const Rows x = rows({{1, 2, 3}, {-1, 0, 2}});
    WithDivergence exact(u, {}, 0);
    const Rows rates = exact(exact.start(x), {0, 0});
    CHECK(distance(exact.points(rates), u(x, {0, 0})) == 0);
    CHECK(distance(exact.integrals(rates), rows({{3.25}, {3.25}})) < 1e-15);

    // The off-diagonal part of w^T A w is +-5 +- 1.25 +- 1.5: it takes both signs, and all rows' differ.
    WithDivergence estimated(u, {200, 4}, 0);
    const Rows estimates = estimated.integrals(estimated(estimated.start(x), {0, 0}));
    REQUIRE(dimension(estimates) == 200);
    for (const Real estimate : estimates) {
        const Real off = std::abs(estimate - 3.25);
        CHECK(std::min({std::abs(off - 7.75), std::abs(off - 5.25), std::abs(off - 4.75),
                        std::abs(off - 2.25)}) < 1e-12);
    }
    CHECK(std::abs(xt::mean(estimates)() - 3.25) < 5 * std::sqrt((25 + 1.25 * 1.25 + 1.5 * 1.5) / 400));
    CHECK(distance(row_range(estimates, 0, 1), row_range(estimates, 1, 1)) > 1);
}

TEST_CASE("a row's signs follow its place in the stream") {
    LinearField u(rows({{0, 1}, {2, 0}}));
    const Rows x = rows({{1, 2}, {3, 4}, {5, 6}});
    const auto estimates = [&](const Rows& some, std::uint64_t first) {
        WithDivergence field(u, {30, 1}, first);
        return field.integrals(field(field.start(some), Vector({row_count(some)}, 0.0)));
    };
    const Rows all = estimates(x, 100);
    CHECK(distance(estimates(row_range(x, 1, 2), 101), row_range(all, 1, 2)) == 0);
    CHECK(distance(estimates(row_range(x, 1, 2), 100), row_range(all, 1, 2)) > 1);
}

// The set's own integrator and quadrature: 32 rows, t from 1e-5 to 1. Its tolerance is 1e-8.
TEST_CASE("the log-likelihoods of eight Gaussians are the reference set's") {
    const MixtureModel model = ring8("vp-linear");
    const Rows x = reference("loglik/ring8.x");
    const Moved found = up(model, x, {1e-5, 1});
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
    const Moved found = up(model, rows({{1.3}, {-0.4}}), {1e-13, 1}, {}, {1e-13, 1e-14});
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
        const Vector little_noise({32}, 0.01), late({32}, 0.9);
        const Moved found = up(model, x, {0.01, 0.5, 0.9});
        const Vector change = xt::flatten(found.divergence),
                     at_data = model.log_density(found.end, late, {}) + change;
        CHECK(distance(at_data, model.log_density(x, little_noise, {})) < 1e-8);
        const Moved back = up(model, found.end, {0.9, 0.5, 0.01});
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
    const Moved exact = up(model, x, {0.1, 1}), estimated = up(model, x, {0.1, 1}, {probes, 0});
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
    const Moved all = up(model, x, {1e-3, 1}, {2, 7}, {1e-6, 1e-6});
    const Moved some = up(model, row_range(x, 0, 3), {1e-3, 1}, {2, 7}, {1e-6, 1e-6});
    CHECK(distance(some.divergence, row_range(all.divergence, 0, 3)) == 0);
}

TEST_CASE("methods of fixed steps find the divergence with their own order") {
    const MixtureModel model = ring8("vp-linear");
    const Rows x = reference("loglik/ring8.x");
    const Moved exact = up(model, x, {0.01, 0.9});
    const auto error = [&](std::size_t steps) {
        Vector times = grid_times("logsnr", model.schedule(), 0.9, 0.01, steps);
        std::reverse(times.begin(), times.end());
        return distance(up_by_rk4(model, x, times).divergence, exact.divergence);
    };
    CHECK(std::log2(error(40) / error(80)) > 3.7);
}
