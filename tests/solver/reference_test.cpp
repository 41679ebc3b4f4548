#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "distance.hpp"
#include "io/npy.hpp"
#include "sampler/runs.hpp"
#include "solver/solvers.hpp"

using namespace drift::all;

// solvers.npy holds one array for each entry of solvers.json, in its order: the end points of the published
// codes in double precision, with the tolerance that the effect of rounding there allows.
TEST_CASE("dpm and unipc give the published codes' end points at every order, method and grid") {
    std::ifstream file(DRIFT_TESTS "/reference/solvers.json");
    const nlohmann::json reference = nlohmann::json::parse(file);
    REQUIRE(reference.size() == 298);
    npy::Reader ends(DRIFT_TESTS "/reference/solvers.npy");
    const Rows start = all::reference("start/ring8.z");
    for (const auto& entry : reference) {
        CAPTURE(entry.dump());
        const MixtureModel model = ring8(entry["schedule"]);
        const auto solver = make_solver(entry["solver"], model.schedule());
        const TimeGrid grid =
            time_grid(entry["grid"], solver, model.schedule(), Real(entry["t_max"]), 1e-3, entry["steps"]);
        const Samples found = run(model, solver, grid, start);
        CHECK(distance(found.rows, npy::take(ends, 64)) < Real(entry["tolerance"]));
        CHECK(found.evaluations == 64 * std::uint64_t(entry["evaluations"]));
    }
}
