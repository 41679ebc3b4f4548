// What goes together, and the way of rows through it.
#include "cli/sampler_run.hpp"

#include <cmath>

#include "core/error.hpp"
#include "sampler/grid.hpp"
#include "sampler/trained_step.hpp"
#include "solver/solvers.hpp"

namespace drift::cli {
namespace {

// Paths are retraced from a little above t = 0, where the noise in x can still be told.
constexpr Real encode_t_min = 1e-3;

Vector times_of(const RunChoice& choice, const Solver& solver, const Model& model) {
    const Schedule& schedule = model.schedule();
    if (!grid_file(choice.grid).empty()) {
        if (choice.steps || choice.t_max || choice.t_min)
            throw UsageError("the times stand in '", grid_file(choice.grid),
                             "': leave out --steps, --t-max and --t-min");
        check_times(choice.file_times, solver, schedule);
        return choice.file_times;
    }
    const std::optional<Real> t_min = choice.encode && !choice.t_min ? encode_t_min : choice.t_min;
    return sampling_times(choice.grid, solver, schedule, choice.t_max, t_min,
                          choice.steps.value_or(usual_steps(solver, model.one_step())));
}

const ExactModel& exact(const Model& model) {
    const auto* known = dynamic_cast<const ExactModel*>(&model);
    if (!known)
        throw UsageError("--start exact draws from the data's law, which only an --exact model knows");
    return *known;
}

}  // namespace

Run::Run(const Model& model, const RunChoice& choice)
    : model_(model), choice_(choice), solver_(make_solver(choice.solver, model.schedule())) {
    if (choice.encode)
        noise_ = std::make_unique<NoNoise>();
    else
        noise_ = std::make_unique<RandomNoise>(choice.seed);
    const Vector times = times_of(choice, *solver_, model);
    check_step(choice.encode ? reversed(times) : times, *solver_, model.one_step());
    sampling_.emplace(
        Sampling{model, *solver_, choice.encode ? reversed(times) : times, *noise_, choice.paths});
    if (choice.start == "exact")
        sampling_->start = exact_start(exact(model), choice.seed, *noise_, model.schedule().at(times(0)));
}

Real Run::start_error() const {
    if (given_ || choice_.start == "exact") return 0;
    return sampler::start_error(model_, model_.schedule().at(times()(0)));
}

std::size_t Run::block_rows(const ThreadPool& pool, std::uint64_t first) const {
    return sampler::block_rows(*sampling_, pool, first);
}

Rows Run::rows(std::uint64_t first, std::size_t n, const Labels& labels, const Rows* from, ThreadPool& pool) {
    Rows begin;
    if (from) {
        begin = *from;
        model_.standardization().to_model(begin);
        sampling_->start = given_start(begin, first);
        given_ = true;
    }
    Samples samples = sample(*sampling_, first, n, labels, pool);
    rows_ += static_cast<Real>(n);
    evaluations_ += static_cast<Real>(samples.evaluations);
    if (choice_.round_trip) {
        const std::size_t d = model_.dimension(), last = dimension(samples.rows) - d;
        const Rows ends = xt::view(samples.rows, xt::all(), xt::range(last, last + d));
        const Sampling back{model_, *solver_, reversed(times()), *noise_, false, given_start(ends, first)};
        const Rows off =
            (sample(back, first, n, labels, pool).rows - begin) * model_.standardization().spread;
        for (const Real value : off) squares_ += value * value;
    }
    model_.standardization().to_data(samples.rows);
    return std::move(samples.rows);
}

Real Run::round_trip() const { return std::sqrt(squares_ / (rows_ * static_cast<Real>(model_.dimension()))); }

}  // namespace drift::cli
