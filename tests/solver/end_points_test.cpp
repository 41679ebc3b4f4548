#include <doctest/doctest.h>

#include "distance.hpp"
#include "sampler/runs.hpp"
#include "solver/solvers.hpp"

using namespace drift::all;

namespace {

// The times of sigmas under `edm`.
Vector times_of(const std::string& sigmas) {
    const Rows sigma = reference("timesteps/" + sigmas);
    return xt::flatten(sigma) / 80;
}

}  // namespace

// ode: the formulas by an independent program; kdiff, edm: the published codes in double precision.
TEST_CASE("the solvers of the probability flow give the reference set's end points") {
    const MixtureModel linear = ring8("linear"), edm = ring8("edm");
    for (const std::string method : {"euler", "heun", "midpoint", "rk4"})
        for (const std::size_t steps : {std::size_t{10}, std::size_t{50}}) {
            CAPTURE(method);
            const Vector times = grid_times("time", linear.schedule(), 1, 1e-3, steps);
            CHECK(distance(moved(linear, method, times, reference("start/ring8.z")),
                           reference(concat("ode/ring8.linear.", method, ".n", steps))) < 1e-11);
        }
    const struct {
        std::string solver, sigmas, end;
    } cases[] = {
        {"ddim", "sigmas.karras.n12", "kdiff/ring8.euler.karras12"},
        {"ddim", "sigmas.karras.n24", "kdiff/ring8.euler.karras24"},
        {"euler", "sigmas.karras.n12", "kdiff/ring8.euler.karras12"},
        {"euler", "sigmas.karras.n24", "kdiff/ring8.euler.karras24"},
        {"edm", "sigmas.karras.n12", "kdiff/ring8.heun.karras12"},
        {"edm", "sigmas.karras.n24", "kdiff/ring8.heun.karras24"},
        {"heun", "sigmas.karras.n12", "kdiff/ring8.heun.karras12"},
        {"heun", "sigmas.karras.n24", "kdiff/ring8.heun.karras24"},
        {"lms-4", "sigmas.karras.n12", "kdiff/ring8.lms.karras12"},
        {"lms-4", "sigmas.karras.n24", "kdiff/ring8.lms.karras24"},
        {"dpm++2m", "sigmas.karras.n12", "kdiff/ring8.dpmpp_2m.karras12"},
        {"dpm++2m", "sigmas.karras.n24", "kdiff/ring8.dpmpp_2m.karras24"},
        {"edm", "sigmas.karras.n18", "edm/ring8.edm_sampler.n18"},
    };
    for (const auto& [solver, sigmas, end] : cases) {
        const std::string tried_solver = solver;
        CAPTURE(tried_solver);
        const std::string tried_end = end;
        CAPTURE(tried_end);
        CHECK(distance(moved(edm, solver, times_of(sigmas), reference("start/ring8.edm80")), reference(end)) <
              1e-11);
    }
}

// The grid `sigma` has the published sigmas to rounding, and edm on it 2 n - 1 evaluations.
TEST_CASE("edm on its own grid is its authors' sampler") {
    const MixtureModel model = ring8("edm");
    const auto solver = make_solver("edm", model.schedule());
    const TimeGrid grid = time_grid("sigma:min=0.002,max=80", solver, model.schedule(), {}, {}, 18);
    const Samples found = run(model, solver, grid, reference("start/ring8.edm80"));
    CHECK(distance(found.rows, reference("edm/ring8.edm_sampler.n18")) < 1e-11);
    CHECK(found.evaluations == 64 * 35);
}

// Tolerances of the set: 30 times what its integrator's tolerance changes, 1e-9 at least.
TEST_CASE("dopri5 gives the exact end points of the probability flow on every schedule") {
    const struct {
        std::string schedule, start, end;
        Real t_max, t_min, tolerance;
    } cases[] = {
        {"vp-linear", "z", "vp-linear", 1, 1e-3, 1e-9},
        {"vp-cosine", "z", "vp-cosine", 0.9946, 1e-3, 1e-9},
        {"vp-cosine", "z", "vp-cosine.from1", 1, 1e-3, 1e-9},
        {"sub-vp", "z", "sub-vp", 1, 1e-3, 1e-9},
        {"ve:sigma_q=1", "ve", "ve", 1, 1e-3, 1e-9},
        {"ve-geometric", "ve-geometric", "ve-geometric", 1, 1e-3, 2e-9},
        {"ve-geometric", "ve-geometric", "ve-geometric.to0", 1, 0, 2e-9},
        {"linear", "z", "linear", 1, 1e-3, 1e-9},
        {"edm", "edm80", "edm", 1, 0.002 / 80, 5e-9},
    };
    for (const auto& [schedule, start, end, t_max, t_min, tolerance] : cases) {
        const std::string tried_end = end;
        CAPTURE(tried_end);
        const MixtureModel model = ring8(schedule);
        const Rows x =
            moved(model, "dopri5:rtol=1e-12,atol=1e-13", {t_max, t_min}, reference("start/ring8." + start));
        CHECK(distance(x, reference("ref/ring8." + end)) < tolerance);
    }
}
