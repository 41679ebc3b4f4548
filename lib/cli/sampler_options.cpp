#include "cli/sampler_options.hpp"

#include "core/error.hpp"
#include "sampler/grids.hpp"
#include "solver/solvers.hpp"

namespace drift::cli {
Sampler make_sampler(const SamplerOptions& options, const Model& model, std::uint64_t seed) {
    const Solver solver = make_solver(options.solver, model.schedule());
    check_model(solver, model);
    const GridRequest request{
        .t_max = options.t_max, .t_min = options.t_min, .steps = options.steps, .to_noise = options.encode};
    const TimeGrid grid =
        make_time_grid(grids().make(options.grid), request, model.schedule(), solver, model.one_step());
    std::shared_ptr<const Noise> noise = std::make_shared<NoNoise>();
    if (!options.encode) noise = std::make_shared<RandomNoise>(seed);
    Start start;
    if (options.start == "exact") start = exact_start(model, seed, noise, grid.first());
    return {.model = model,
            .solver = solver,
            .grid = grid,
            .noise = noise,
            .start = start,
            .paths = options.paths};
}

}  // namespace drift::cli
