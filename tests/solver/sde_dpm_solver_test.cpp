#include "solver/sde_dpm_solver.hpp"

#include <doctest/doctest.h>

#include "distance.hpp"
#include "sampler/runs.hpp"
#include "solver/solvers.hpp"

using namespace drift::all;

namespace {

// The variance of N(0, 1/4) on alpha = 1 from the exact law at sigma = 20 to sigma = 0.05.
Real variance(const std::string& solver, std::size_t steps) {
    const MixtureModel model(gaussian(0, 0.5), schedule_of("edm:sigma_max=20"));
    const Vector times = grid_times("logsnr", model.schedule(), 1, 0.0025, steps);
    const Response x = response(model, solver, times);
    return x.start * x.start * (400.25 / 400) + x.variance_of_steps();
}

}  // namespace

TEST_CASE("sde-dpm++ with 10 steps has the variances of an independent program") {
    CHECK(std::abs(variance("sde-dpm++1", 10) - .1478473886) < 6e-11);
    CHECK(std::abs(variance("sde-dpm++2m", 10) - .2643372360) < 6e-11);
    CHECK(std::abs(variance("sde-dpm++3m", 10) - .3170148318) < 6e-11);
}

TEST_CASE("sde-dpm++1 is ancestral sampling for eta = 1, ddim for eta = 0, and neither between") {
    const MixtureModel model = ring8("vp-cosine");
    const auto noise = std::make_shared<RandomNoise>(3);
    ThreadPool alone(1);
    const Vector times = grid_times("time", model.schedule(), 0.9946, 1e-3, 20);
    const auto end = [&](const std::string& name) {
        return sampler_of(model, name, times, noise)(0, 50, {}, alone).rows;
    };
    const Rows ancestral = end("sde-dpm++1");
    CHECK(distance(ancestral, end("ddim:eta=1")) < 1e-10);
    CHECK(distance(ancestral, end("ddpm:variance=small,end=noise")) < 1e-10);
    CHECK(distance(end("sde-dpm++1:eta=0"), end("ddim")) < 1e-10);
    CHECK(distance(end("sde-dpm++1:eta=0.5"), end("ddim:eta=0.5")) > 1e-3);
}

TEST_CASE("without noise the sde forms are the solvers of the probability flow") {
    const MixtureModel model = ring8("vp-linear");
    const Rows start = reference("start/ring8.z");
    const Vector times = grid_times("logsnr", model.schedule(), 1, 1e-3, 20),
                 halves = grid_times("logsnr", model.schedule(), 1, 1e-3, 40);
    const struct {
        const char *sde, *flow;
        const Vector& grid;
    } cases[] = {
        {"sde-dpm++2m:eta=0", "dpm++2m", times},
        {"sde-dpm++2m:eta=0,type=taylor", "dpm++2m:type=taylor", times},
        {"sde-dpm++3m:eta=0", "dpm++3m:type=taylor", times},
        {"sde-dpm++3m:eta=0,compat=yes", "dpm++3m:type=taylor,compat=yes", times},
        {"sde-dpm++2s:eta=0", "dpm++2s", halves},
        {"sde-dpm++2s:eta=0,type=taylor", "dpm++2s:type=taylor", halves},
    };
    for (const auto& [sde, flow, grid] : cases) {
        const std::string tried = sde;
        CAPTURE(tried);
        CHECK(distance(moved(model, sde, times, start), moved(model, flow, grid, start)) < 1e-11);
    }
}

// The path in sigma and in the SDE's time have the same noise in a step that is short.
TEST_CASE("the two noises of a singlestep step share half of a short step's path") {
    for (const Clock clock : {Clock::sigma, Clock::sde})
        for (const Real eta : {0.5, 1.0})
            CHECK(std::abs(noise_correlation(clock, 1e-6, eta) - std::sqrt(0.5)) < 1e-6);
    const Real t = 2, half = 1.2, s = 0.72;  // sigma of alpha = 1, h = 2 ln(2 / 1.2)
    const Real h = std::log(t / s);
    CHECK(std::abs(noise_correlation(Clock::sigma, h, 1) - std::sqrt((t - half) / (t - s))) < 1e-15);
    const auto precision = [](Real sigma) { return 1 / (sigma * sigma); };
    CHECK(std::abs(noise_correlation(Clock::sde, h, 1) -
                   std::sqrt((precision(half) - precision(t)) / (precision(s) - precision(t)))) < 1e-15);
}
