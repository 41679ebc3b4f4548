#include <doctest/doctest.h>

#include <cmath>

#include "sampler/runs.hpp"
#include "solver/langevin.hpp"

using namespace drift::all;

namespace {

// The variance that comes out of data N(m, s^2) when the start has its exact one.
Real variance(const Model& model, Real std, const std::string& solver, const Vector& times,
              std::size_t draws = 1) {
    const Scales at = model.schedule().at(times(0));
    const Response x = response(model, solver, times, draws);
    return x.start * x.start * (std::pow(at.alpha * std / at.sigma, 2) + 1) + x.variance_of_steps();
}

}  // namespace

TEST_CASE("the reverse SDE keeps the marginals for every amount of noise, at weak order 1") {
    const MixtureModel model(gaussian(0.8, 0.5), schedule_of("vp-linear"));
    const Scales end = model.schedule().at(1e-3);
    const Real exact = std::pow(0.5 * end.alpha, 2) + end.sigma * end.sigma;
    for (const std::string eta : {"0.5", "1", "2"}) {
        CAPTURE(eta);
        const auto error = [&](std::size_t steps) {
            const Vector times = grid_times("quadratic", model.schedule(), 1, 1e-3, steps);
            return std::abs(variance(model, 0.5, "sde:eta=" + eta, times) - exact);
        };
        CHECK(error(1280) < 0.01);
        CHECK(std::log2(error(320) / error(640)) > 0.9);
        CHECK(std::log2(error(640) / error(1280)) > 0.9);
    }
}

TEST_CASE("Langevin moves take a Gaussian of variance v to v / (1 - e / (2 v))") {
    const MixtureModel model(gaussian(0, 0.5), schedule_of("ve:sigma_q=2"));
    const Scales at = model.schedule().at(0.36);
    const Real v = 0.25 + at.sigma * at.sigma, e = 2 * std::pow(0.3 * at.sigma, 2);
    const Real found = variance(model, 0.5, "langevin:steps=200,ratio=0.3", {0.37, 0.36}, 201);
    CHECK(std::abs(found - v / (1 - e / (2 * v))) < 1e-12);
    const Real none = variance(model, 0.5, "langevin:steps=0", {0.37, 0.36}),
               ancestral = variance(model, 0.5, "ddim:eta=1", {0.37, 0.36});
    CHECK(std::abs(none - ancestral) < 1e-14);
}

// On N(0, 1/4), where x0_hat = c x, c = (1/4) / (1/4 + sigma^2), a step from sigma_t to sigma_s multiplies x
// by q + (1 - q) c, q = (sigma_s / sigma_t)^2, and adds sigma_s^2 (1 - q) to the variance; a move multiplies
// by 1 - p (1 - c), p = 2 ratio^2, and adds 2 p sigma_s^2. So the end is off by 0.0155 in 100 steps and by
// 0.0028 in 400.
TEST_CASE("langevin ends with the variance of the data") {
    const MixtureModel model(gaussian(0, 0.5), schedule_of("ve:sigma_q=2"));
    const auto error = [&](std::size_t steps) {
        const Vector times = grid_times("quadratic", model.schedule(), 1, 1e-5, steps);
        const auto sigma2 = [&](std::size_t k) { return std::pow(model.schedule().at(times(k)).sigma, 2); };
        const auto kept = [](Real of) { return 0.25 / (0.25 + of); };
        Real expected = 0.25 + sigma2(0);
        for (std::size_t k = 0; k < steps; ++k) {
            const Real s = sigma2(k + 1), q = s / sigma2(k), p = 2 * 0.16 * 0.16;
            expected = std::pow(q + (1 - q) * kept(sigma2(k)), 2) * expected + s * (1 - q);
            expected = std::pow(1 - p * (1 - kept(s)), 2) * expected + 2 * p * s;
        }
        const Real found = variance(model, 0.5, "langevin", times, 2);
        CHECK(std::abs(found - expected) < 1e-12);
        return std::abs(found - 0.25 - 4e-5);
    };
    CHECK(error(100) < 0.016);
    CHECK(error(400) < 0.003);
}

// The variance after K restarts from V is that of V <- (V + max^2 - min^2) shrink^2.
TEST_CASE("restart shrinks what it adds by Heun's steps from max to min") {
    const MixtureModel model(gaussian(0, 0.5), schedule_of("edm"));
    const Vector times{0.6 / 80, 0.5 / 80}, stretch = [] {
        Vector of({9}, 2.0 / 80);
        for (std::size_t k = 1; k < 9; ++k)
            of(k) = std::pow(std::pow(2.0, 1. / 7) +
                                 static_cast<Real>(k) / 8 * (std::pow(0.5, 1. / 7) - std::pow(2.0, 1. / 7)),
                             7) /
                    80;
        return of;
    }();
    const Real shrink = response(model, "edm", stretch).start / 2;
    CHECK(std::abs(shrink - 0.3438920787) < 5.1e-11);
    const Real first = response(model, "edm", times).start / 0.6;
    Real expected = first * first * (0.25 + 0.36);
    for (int k = 0; k < 3; ++k) expected = (expected + 4 - 0.25) * shrink * shrink;
    const Real found = variance(model, 0.5, "restart", times, 3);
    CHECK(std::abs(found - expected) < 1e-12);
    Real recorded = 0.5;
    for (int k = 0; k < 3; ++k) recorded = (recorded + 3.75) * shrink * shrink;
    CHECK(std::abs(recorded - 0.50295798) < 5.1e-9);
}
