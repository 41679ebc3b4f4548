#include "solver/ddpm.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "distance.hpp"
#include "exact/examples.hpp"
#include "exact/mixture_model.hpp"
#include "sampler/runs.hpp"

using namespace drift::all;

// Every step but the last is forgotten at a point: what is left is the last step's noise.
TEST_CASE("ddpm on a point leaves the variance sigma_q^2 dt of its last step") {
    const MixtureModel model(gaussian(0.7, 0), schedule_of("ve:sigma_q=2"));
    for (const std::size_t steps : {std::size_t{1}, std::size_t{10}, std::size_t{20}}) {
        const Response x = response(model, "ddpm", grid_times("time", model.schedule(), 1, 0, steps));
        CHECK(std::abs(x.offset - 0.7) < 1e-14);
        CHECK(std::abs(x.start) < 1e-14);
        CHECK(std::abs(x.variance_of_steps() - 4.0 / static_cast<Real>(steps)) < 1e-13);
    }
}

// From the exact p_1; the last column with the small variance.
TEST_CASE("ddpm on Gaussian data has the variances of the tutorial's recursion") {
    const struct {
        std::size_t steps;
        Real narrow, wide, small;
    } cases[] = {{10, .30442033, 1.03895513, .15544243},
                 {20, .27564037, 1.01911438, .18321336},
                 {40, .26241251, 1.00946613, .20489334},
                 {80, .25610328, 1.00471029, .22074803}};
    const auto variance = [](Real std, const std::string& solver, std::size_t steps) {
        const MixtureModel model(gaussian(1.5, std), schedule_of("ve:sigma_q=1"));
        const Response x = response(model, solver, grid_times("time", model.schedule(), 1, 0, steps));
        return x.start * x.start * (std * std + 1) + x.variance_of_steps();
    };
    for (const auto& [steps, narrow, wide, small] : cases) {
        CHECK(std::abs(variance(0.5, "ddpm", steps) - narrow) < 5.1e-9);
        CHECK(std::abs(variance(1, "ddpm", steps) - wide) < 5.1e-9);
        CHECK(std::abs(variance(0.5, "ddpm:variance=small", steps) - small) < 5.1e-9);
    }
}

TEST_CASE("ddpm has the reference set's means and variances on ve, vp-linear and the chain of 1000 steps") {
    std::ifstream file(DRIFT_TESTS "/reference/stochastic.json");
    const nlohmann::json reference = nlohmann::json::parse(file);
    REQUIRE(reference["entries"].size() == 92);
    for (const auto& entry : reference["entries"]) {
        CAPTURE(entry.dump());
        const std::string id = entry["id"];
        const bool tutorial = id == "tutorial-ddpm-ve", chain = id == "ho-ddpm-discrete1000";
        const std::string variance = tutorial || entry["variance"] == "fixed_large" ? "large" : "small";
        const std::string end = entry["noise_on_last_step"] ? "noise" : "mean";
        const std::size_t steps = entry["K"];
        const Real std = entry["data_std"];
        for (const Real mean : entry["data_mean"]) {
            const MixtureModel model(gaussian(mean, std), schedule_of(tutorial ? "ve:sigma_q=1"
                                                                      : chain  ? "vp-discrete"
                                                                               : "vp-linear"));
            const Vector times = grid_times("time", model.schedule(), 1, entry.value("t_end", 0.0), steps);
            const Response x = response(model, "ddpm:variance=" + variance + ",end=" + end, times);
            const Real slope =
                x.start / model.schedule().at(1).sigma;  // of x_0 in x_1; the set starts at N(0, 1)
            const bool exact_start = std::string(entry["init"]).starts_with("exact");
            const Real expected = entry["mean"][mean == entry["data_mean"][0] ? 0 : 1];
            CHECK(std::abs(x.offset + (exact_start ? slope * mean : 0) - expected) < 1e-9);
            const Real all = slope * slope * (exact_start ? std * std + 1 : 1) + x.variance_of_steps();
            CHECK(std::abs(all - Real(entry["var"])) < 1e-9 * all + 1e-12);
        }
    }
}

TEST_CASE("ddpm stands at alpha = 0 and at sigma = 0") {
    const MixtureModel model(gaussian(1.5, 0.5), schedule_of("linear"));
    for (const std::string solver : {"ddpm", "ddpm:variance=large"}) {
        const Response one = response(model, solver, grid_times("time", model.schedule(), 1, 0, 1));
        CHECK(one.offset == doctest::Approx(1.5).epsilon(1e-15));
        CHECK(one.variance_of_steps() == 0);
        const Response many = response(model, solver, grid_times("time", model.schedule(), 1, 0, 200));
        CHECK(std::abs(many.offset - 1.5) < 1e-12);
    }
}
