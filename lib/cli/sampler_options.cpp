#include "cli/sampler_options.hpp"

#include "core/error.hpp"
#include "sampler/grids.hpp"
#include "solver/solvers.hpp"

namespace drift::cli {
SamplerOptions complete(SamplerOptions options, const Model& model) {
    if (options.solver.empty()) options.solver = model.one_step() > 0 ? "ddim" : default_solver;
    const Solver solver = make_solver(options.solver, model.schedule());
    const bool own_steps = model.one_step() > 0 && solver.takes_one_step_model;
    if (options.grid.empty()) options.grid = own_steps ? "time" : solver.grid;
    return options;
}

Sampler make_sampler(const SamplerOptions& options, const Model& model, std::uint64_t seed) {
    const Solver solver = make_solver(options.solver, model.schedule());
    check_model(solver, model);
    const GridRequest request{
        .t_max = options.t_max, .t_min = options.t_min, .steps = options.steps, .to_noise = options.encode};
    const TimeGrid grid = make_time_grid(grids().make(options.grid), request, model.facts(), solver);
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
