#include "solver/ddim.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "core/error.hpp"
#include "distance.hpp"
#include "exact/empirical_model.hpp"
#include "exact/examples.hpp"
#include "exact/mixture_model.hpp"
#include "sampler/runs.hpp"
#include "solver/ddpm.hpp"

using namespace drift::all;

namespace {

EmpiricalModel two_points(Real sigma_q) {
    return {rows({{-1.0}, {1.0}}), {}, {1}, schedule_of(concat("ve:sigma_q=", sigma_q))};
}

}  // namespace

TEST_CASE("ddim gives the reference set's end points") {
    for (const std::size_t steps : {std::size_t{10}, std::size_t{50}, std::size_t{200}}) {
        const MixtureModel ve = ring8("ve:sigma_q=1"), vp = ring8("vp-linear");
        const Vector to_data = grid_times("time", ve.schedule(), 1, 0, steps),
                     from_time = grid_times("time", vp.schedule(), 1, 1e-3, steps);
        CHECK(distance(moved(ve, "ddim", to_data, reference("start/ring8.ve")),
                       reference(concat("ddim/ring8.ve.n", steps))) < 1e-11);
        CHECK(distance(moved(vp, "ddim", from_time, reference("start/ring8.z")),
                       reference(concat("ddim/ring8.vp-linear.n", steps))) < 1e-11);
    }
}

// Nakkiran et al. (2024), arXiv:2406.08929: Pseudocode 3 with f = E[x_{t-dt} | x_t] = x + (dt / t) (D - x).
TEST_CASE("on ve a ddim step is x + sqrt(t) / (sqrt(t - dt) + sqrt(t)) (f - x)") {
    const auto schedule = schedule_of("ve:sigma_q=3");
    const Rows x = Random(0, "x").normal_rows(0, 20, 3), x0_hat = Random(0, "x0").normal_rows(0, 20, 3);
    for (const Real t : {1.0, 0.4, 0.1}) {
        const Real dt = 0.1, s = t == dt ? 0 : t - dt, mix = std::sqrt(t) / (std::sqrt(s) + std::sqrt(t));
        const Rows f = x + dt / t * (x0_hat - x);
        const Rows tutorial = x + mix * (f - x);
        CHECK(distance(ddim(x, x0_hat, schedule->at(t), schedule->at(s)), tutorial) < 1e-14);
    }
}

TEST_CASE(
    "ddim with eta = 1 is ancestral ddpm with the small variance, with eta = 0 the step without noise") {
    const Rows x = Random(0, "x").normal_rows(0, 20, 3), x0_hat = Random(0, "x0").normal_rows(0, 20, 3);
    const Rows z = Random(0, "z").normal_rows(0, 20, 3);
    for (const std::string name :
         {"ve", "vp-linear", "vp-cosine", "sub-vp", "linear", "vp-discrete", "edm"}) {
        const auto schedule = schedule_of(name);
        for (const auto& [t, s] :
             {std::pair{1.0, 0.9}, std::pair{0.5, 0.3}, std::pair{0.1, 0.0}, std::pair{1.0, 0.0}}) {
            CAPTURE(name);
            const Scales at = schedule->at(t), next = schedule->at(s);
            CHECK(distance(ddim(x, x0_hat, z, at, next, 1), ddpm(x, x0_hat, z, at, next, Variance::small)) <
                  2e-13 * at.sigma);
            CHECK(distance(ddim(x, x0_hat, z, at, next, 0), ddim(x, x0_hat, at, next)) == 0);
        }
    }
}

// Claims 3 and 5: the distance to the point scales by sigma_s / sigma_t in each step.
TEST_CASE("ddim is exact on a point, at every time of its path") {
    const MixtureModel model(gaussian(0.7, 0), schedule_of("ve:sigma_q=2"));
    const Vector times = grid_times("time", model.schedule(), 1, 0, 13);
    const Rows path = moved(model, "ddim", times, rows({{2.5}}), true);
    for (std::size_t k = 0; k <= 13; ++k)
        CHECK(std::abs(path(0, k) - (0.7 + (2.5 - 0.7) * std::sqrt(times(k)))) < 1e-14);
}

TEST_CASE("ddim on Gaussian data is the product of its steps' slopes") {
    const MixtureModel model(gaussian(1.5, 0.5), schedule_of("ve:sigma_q=1"));
    const struct {
        std::size_t steps;
        Real slope;
    } cases[] = {{10, .36851292}, {20, .39890922}, {40, .41871102}, {80, .43085409}, {640, .44441242}};
    for (const auto& [steps, slope] : cases)
        CHECK(std::abs(response(model, "ddim", grid_times("time", model.schedule(), 1, 0, steps)).start -
                       slope) < 5.1e-9);
}

// Claim 4: ddim at times t is Euler's method at times u = sqrt t for the linear flow dx/du = (x - D) / u.
TEST_CASE("ddim on ve is Euler's method for the linear flow after t -> sqrt t") {
    const EmpiricalModel model = two_points(3);
    const Vector times = grid_times("time", model.schedule(), 1, 0, 50);
    const Rows x0 = moved(model, "ddim", times, rows({{2.3}}));
    CHECK(std::abs(x0(0) - 0.9999760363678418) < 1e-14);
    Rows x = rows({{2.3}});
    const auto denoise = model.denoiser(1, {});
    for (std::size_t k = 0; k < 50; ++k) {
        const Real u = std::sqrt(times(k)), next = std::sqrt(times(k + 1));
        const Rows x0_hat = (*denoise)(x, {times(k)});
        x += (next - u) / u * (x - x0_hat);
    }
    CHECK(std::abs(x(0) - x0(0)) < 1e-14);
}

TEST_CASE(
    "ddim on the cosine path is ddim on the linear path at u = sigma / (alpha + sigma), from alpha = 0 to "
    "sigma = 0") {
    const MixtureModel cosine(four_gaussians(), schedule_of("vp-cosine:s=0")),
        linear(four_gaussians(), schedule_of("linear"));
    const Vector times = grid_times("time", cosine.schedule(), 1, 0, 10);
    Vector matched = times;
    for (std::size_t k = 1; k < 10; ++k) {
        const Scales at = cosine.schedule().at(times(k));
        matched(k) = at.sigma / (at.alpha + at.sigma);
    }
    const Rows start = rows({{1.3, -0.7}}), expected = rows({{1.276161841, -0.398503709}});
    CHECK(distance(moved(cosine, "ddim", times, start), expected) < 1e-9);
    CHECK(distance(moved(linear, "ddim", matched, start), expected) < 1e-9);
    CHECK(distance(moved(linear, "ddim", times, start), rows({{1.273541785, -0.406702104}})) < 1e-9);
}

// lambda from -3 to 3: the end point depends on the path by lambda alone when alpha^2 + sigma^2 = 1.
TEST_CASE("ddim is the first-order dpm-solver++ on a uniform lambda grid") {
    for (const std::string name : {"vp-linear", "vp-cosine"}) {
        const MixtureModel model(four_gaussians(), schedule_of(name));
        const Vector times =
            grid_times("logsnr", model.schedule(), model.schedule().time(-3), model.schedule().time(3), 10);
        CHECK(distance(moved(model, "ddim", times, rows({{1.3, -0.7}})),
                       rows({{1.254192686, -0.418360611}})) < 1e-9);
    }
}

TEST_CASE("ddim with the exact model of a training set memorises it, on a quadratic grid in few steps") {
    const EmpiricalModel model = two_points(3);
    const auto end = [&](Real start, std::size_t steps) {
        return moved(model, "ddim", grid_times("quadratic", model.schedule(), 1, 0, steps),
                     rows({{start}}))(0);
    };
    CHECK(std::abs(end(0.5, 10) - 0.99986063) < 5.1e-9);
    CHECK(std::abs(end(0.5, 20) - 1) < 1e-9);
    CHECK(std::abs(end(0.01, 5) - 0.01181387) < 5.1e-9);
    CHECK(std::abs(end(0.01, 10) - 0.10758057) < 5.1e-9);
    CHECK(std::abs(end(0.01, 20) - 0.99995041) < 5.1e-9);
}
