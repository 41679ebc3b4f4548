#include <doctest/doctest.h>

#include <cmath>

#include "distance.hpp"
#include "exact/empirical_model.hpp"
#include "path/prediction.hpp"
#include "sampler/runs.hpp"
#include "solver/ddim.hpp"
#include "solver/ddim_half.hpp"
#include "solver/sde.hpp"
#include "solver/solvers.hpp"

using namespace drift::all;

namespace {

// A model whose network says y, perfect: x0 is taken to y and back.
class Read final : public Model {
public:
    Read(const Model& model, Prediction kind) : Model(model.facts()), model_(model), kind_(kind) {}

    std::unique_ptr<Denoiser> denoiser(std::size_t n, const Labels& labels) const override {
        struct Reading final : Denoiser {
            Reading(const Schedule& of, Prediction said, std::unique_ptr<Denoiser> of_x0)
                : schedule(of), kind(said), x0(std::move(of_x0)) {}
            std::uint64_t evaluations() const override { return x0->evaluations(); }
            Rows operator()(const Rows& x, const Vector& t) override {
                Rows y = (*x0)(x, t);
                for (std::size_t i = 0; i < row_count(x); ++i) {
                    const Scales at = schedule.at(t(i));
                    const Target as = target(kind, at);
                    const ToX0 back = to_x0(kind, at);
                    for (std::size_t j = 0; j < dimension_of(x); ++j) {
                        const Real eps = (x(i, j) - at.alpha * y(i, j)) / at.sigma;
                        y(i, j) = back.of_x * x(i, j) + back.of_y * (as.of_x0 * y(i, j) + as.of_eps * eps);
                    }
                }
                return y;
            }
            static std::size_t dimension_of(const Rows& x) { return x.shape(1); }
            const Schedule& schedule;
            Prediction kind;
            std::unique_ptr<Denoiser> x0;
        };
        return std::make_unique<Reading>(schedule(), kind_, model_.denoiser(n, labels));
    }

private:
    const Model& model_;
    Prediction kind_;
};

}  // namespace

// Claim 4 of Nakkiran et al. (2024), arXiv:2406.08929, and eq. 51 and 85 of Fu,
// Wang (2026), arXiv:2605.22586.
TEST_CASE("ddim is dpm-1, deis-1, ipndm-1, lms-1 and Euler's method in sigma / alpha") {
    for (const std::string name : {"ve", "vp-linear", "vp-cosine", "sub-vp", "linear"}) {
        const MixtureModel model = ring8(name);
        const Schedule& schedule = model.schedule();
        const Vector times = grid_times("time", schedule, 0.9, 0.01, 25);
        const Rows start = reference("start/ring8.ve"), ddim = moved(model, "ddim", times, start);
        for (const std::string solver : {"dpm-1", "deis-1", "ipndm-1", "lms-1"}) {
            CAPTURE(name);
            CAPTURE(solver);
            CHECK(distance(moved(model, solver, times, start), ddim) < 1e-12);
        }
    }
}

TEST_CASE("on ve ddim in t is Euler's method of the flow in sqrt t") {
    const MixtureModel ve = ring8("ve:sigma_q=1"), edm = ring8("edm:sigma_max=1");
    const Vector times = grid_times("time", ve.schedule(), 1, 0, 25), roots = xt::sqrt(times);
    const Rows start = reference("start/ring8.ve");
    CHECK(distance(moved(ve, "ddim", times, start), moved(edm, "euler", roots, start)) < 1e-12);
}

TEST_CASE("on ve ddpm is the reverse SDE by Euler-Maruyama, and half its mean's step the probability flow") {
    const auto schedule = schedule_of("ve:sigma_q=3");
    const MixtureModel model = ring8("ve");
    const Vector times = grid_times("time", *schedule, 1, 0, 20);
    const auto noise = std::make_shared<RandomNoise>(3);
    ThreadPool alone(1);
    const auto drawn = [&](const std::string& name, const Model& of) {
        return sampler_of(of, name, times, noise)(0, 50, {}, alone).rows;
    };
    CHECK(distance(drawn("ddpm", model), drawn("sde", model)) < 1e-12);
    CHECK(distance(drawn("ddim-half", model), drawn("euler", model)) < 1e-12);
    const MixtureModel vp = ring8("vp-linear");
    CHECK(distance(drawn("sde:eta=0", vp), drawn("euler", vp)) < 1e-12);
    CHECK(distance(drawn("ddim:eta=1", vp), drawn("ddpm:variance=small", vp)) < 1e-12);
}

TEST_CASE("edm without churn is heun where x does not shrink, and restart without restarts is edm") {
    const MixtureModel edm = ring8("edm"), vp = ring8("vp-linear");
    const Vector times = grid_times("quadratic", edm.schedule(), 1, 0, 25);
    const Rows far = reference("start/ring8.edm80"), start = reference("start/ring8.z");
    CHECK(distance(moved(edm, "edm", times, far), moved(edm, "heun", times, far)) < 1e-11);
    CHECK(distance(moved(vp, "restart:times=0", times, start), moved(vp, "edm", times, start)) == 0);
}

// The order 3 of the published multistep code lacks a factor of 2; with it the two are one.
TEST_CASE("deis-3 is the multistep dpm-solver of order 3 in eps") {
    const MixtureModel model = ring8("vp-linear");
    const Vector times = grid_times("logsnr", model.schedule(), 1, 1e-3, 20);
    const Rows start = reference("start/ring8.z");
    CHECK(distance(moved(model, "deis-3", times, start),
                   moved(model, "dpm:order=3,method=multistep,predict=eps,type=taylor,final=full", times,
                         start)) < 1e-11);
}

TEST_CASE("one oracle read as x0, eps, v, score or velocity gives the same samples") {
    for (const std::string name : {"vp-linear", "linear", "ve", "sub-vp"}) {
        const MixtureModel model = ring8(name);
        const Vector times = grid_times("time", model.schedule(), 0.95, 0.02, 12);
        const auto noise = std::make_shared<RandomNoise>(5);
        ThreadPool alone(1);
        for (const std::string& entry : solvers().names()) {
            const auto solver = make_solver(entry, model.schedule());
            if (solver.stages > 1) continue;
            const Rows expected = sampler_of(model, solver, times, noise)(0, 20, {}, alone).rows;
            for (const Prediction kind :
                 {Prediction::x0, Prediction::eps, Prediction::v, Prediction::score, Prediction::velocity}) {
                CAPTURE(name);
                CAPTURE(entry);
                CAPTURE(path::name(kind));
                const Read read(model, kind);
                CHECK(distance(sampler_of(read, solver, times, noise)(0, 20, {}, alone).rows, expected) <
                      1e-12);
            }
        }
    }
}

// Nakkiran et al. (2024), arXiv:2406.08929, section 3.6, on N(m, 0.25) with sigma_q = 1.
TEST_CASE("ddpm forgets where it starts, ddim does not") {
    const MixtureModel model(gaussian(1.5, 0.5), schedule_of("ve:sigma_q=1"));
    const auto correlation = [&](const std::string& solver, std::size_t steps) {
        const Response x = response(model, solver, grid_times("time", model.schedule(), 1, 0, steps));
        const Real along = x.start * x.start * 1.25;
        return std::sqrt(along / (along + x.variance_of_steps()));
    };
    const struct {
        std::size_t steps;
        Real ddpm;
    } cases[] = {{10, .40527347}, {20, .42590584}, {40, .43650853}, {80, .44185262}};
    for (const auto& [steps, ddpm] : cases) {
        CHECK(std::abs(correlation("ddpm", steps) - ddpm) < 5.1e-9);
        CHECK(correlation("ddim", steps) == doctest::Approx(1).epsilon(1e-14));
        CHECK(std::abs(response(model, "ddpm", grid_times("time", model.schedule(), 1, 0, steps)).start -
                       0.2) < 1e-13);
    }
}

// Section 3.7: once sigma at the last time but one is far below the gap between points. Only for steps
// straight in sigma: Euler's last step in t, which heun takes too, ends half way from x to x0 where sigma
// goes as sqrt t.
TEST_CASE("with the exact model of 10 points every sample is one of them") {
    const Rows points = Random(3, "points").normal_rows(0, 10, 2) * 8;
    const EmpiricalModel model(points, {}, {2}, schedule_of("ve:sigma_q=30"));
    const auto noise = std::make_shared<RandomNoise>(0);
    ThreadPool alone(1);
    for (const std::string solver : {"ddim", "edm"}) {
        const Vector times = grid_times("quadratic", model.schedule(), 1, 0, 400);
        const Rows x = sampler_of(model, solver, times, noise)(0, 200, {}, alone).rows;
        std::size_t memorised = 0;
        for (std::size_t i = 0; i < 200; ++i) {
            Real least = 1e9;
            for (std::size_t p = 0; p < 10; ++p)
                least = std::min(least, std::hypot(x(i, 0) - points(p, 0), x(i, 1) - points(p, 1)));
            memorised += least < 1e-6;
        }
        CAPTURE(solver);
        CHECK(memorised >= 199);
    }
}

TEST_CASE("every solver gives the same bytes for any threads and shards, and keeps nothing between runs") {
    const MixtureModel model = ring8("vp-linear");
    const auto noise = std::make_shared<RandomNoise>(2);
    ThreadPool alone(1), three(3);
    for (const std::string& entry : solvers().names()) {
        const auto solver = make_solver(entry, model.schedule());
        const Sampler sampler{.model = model,
                              .solver = solver,
                              .grid = time_grid("time", solver, model.schedule(), {}, {}, 12),
                              .noise = noise};
        const Rows both = sampler(0, 200, {}, alone).rows;
        CAPTURE(entry);
        CHECK(distance(sampler(0, 200, {}, three).rows, both) == 0);
        CHECK(distance(sampler(150, 20, {}, alone).rows, row_range(both, 150, 20)) == 0);
    }
}
