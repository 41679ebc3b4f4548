// The one loop that all solvers run in.
#include "sampler/sampler.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "core/error.hpp"
#include "sampler/grid.hpp"
#include "sampler/trained_step.hpp"

namespace drift::sampler {
namespace {

// Counts the evaluations of each row.
class Counted final : public Denoiser {
public:
    explicit Counted(std::unique_ptr<Denoiser> denoise) : denoise_(std::move(denoise)) {}

    Rows operator()(const Rows& x, const Vector& t) override {
        evaluations_ += x.shape(0);
        return (*denoise_)(x, t);
    }

    Rows vjp(const Rows& x, const Vector& t, const std::vector<Rows>& w,
             std::vector<Rows>& products) override {
        evaluations_ += x.shape(0);
        return denoise_->vjp(x, t, w, products);
    }

    std::uint64_t evaluations() const { return evaluations_; }

private:
    std::unique_ptr<Denoiser> denoise_;
    std::uint64_t evaluations_ = 0;
};

void check_finite(const Rows& x, std::uint64_t first, std::size_t k, const Vector& times) {
    const auto bad = std::find_if_not(x.begin(), x.end(), [](Real value) { return std::isfinite(value); });
    if (bad == x.end()) return;
    const std::uint64_t row = first + static_cast<std::uint64_t>(bad - x.begin()) / x.shape(1);
    if (k == 0) throw Diverged("row ", row, " is not finite at its start");
    throw Diverged("row ", row, " is not finite after step ", k, " of ", times.size() - 1,
                   ", at t = ", times(k));
}

// One slice from the first time to the last; x at times(k) goes to column k d of out.
std::uint64_t travel(const Sampling& sampling, const Start& start, std::uint64_t first, const Labels& labels,
                     std::size_t n, Real* out) {
    const std::size_t d = sampling.model.dimension(), width = sampling.width(),
                      steps = sampling.times.size() - 1;
    const Schedule& schedule = sampling.model.schedule();
    Counted denoise(sampling.model.denoiser(first, n, labels));
    const Journey journey{schedule, sampling.times, denoise, sampling.noise, first};
    const std::unique_ptr<Stepper> stepper = sampling.solver.begin(journey);
    Rows x = start(first, n, labels);
    for (std::size_t k = 0;; ++k) {
        check_finite(x, first, k, sampling.times);
        if (sampling.paths || k == steps)
            for (std::size_t i = 0; i < n; ++i)
                std::copy_n(x.data() + i * d, d, out + i * width + (sampling.paths ? k * d : 0));
        if (k == steps) return denoise.evaluations();
        stepper->step(x, k);
    }
}

}  // namespace

Vector sampling_times(const std::string& grid, const Solver& solver, const Schedule& schedule,
                      std::optional<Real> t_max, std::optional<Real> t_min, std::size_t steps) {
    const bool finite = grid_needs_finite_lambda(grid),
               early = grid_begins_itself(grid) ? !solver.ends_at_data() : solver.stops_early();
    const Real last = schedule.last_time(finite || solver.divides_by_alpha()),
               first = finite || early ? 1e-3 : 0;
    if (t_max && grid_begins_itself(grid))
        throw UsageError("grid '", grid, "' sets the first time by its largest sigma: leave out --t-max");
    const Vector times =
        make_grid(grid, schedule, t_max.value_or(last), t_min.value_or(first), solver.spans(steps));
    check_times(times, solver, schedule);
    return times;
}

void check_times(const Vector& times, const Solver& solver, const Schedule& schedule) {
    if (times.size() < 2) throw UsageError("a grid has 2 times at least, found ", times.size());
    const std::size_t steps = times.size() - 1;
    for (const Real t : times)
        if (!(0 <= t && t <= 1))
            throw UsageError("a grid's times lie between 0 and 1, found ", t, ": give the schedule's t");
    for (std::size_t k = 0; k < steps; ++k)
        if (!(times(k) > times(k + 1)))
            throw UsageError("a grid's times fall from noise to data, found ", times(k + 1), " after ",
                             times(k), ": sort them, the largest first, each once");
    const auto check_lambda = [&](Real t, const char* end, const char* advice) {
        if (!std::isfinite(schedule.at(t).lambda))
            throw UsageError("the solver needs a finite ln(alpha / sigma) at its ", end, " time, and t = ", t,
                             " has none: set ", advice);
    };
    if (solver.needs_finite_lambda()) check_lambda(times(0), "first", "--t-max below 1");
    if (!solver.ends_at_data()) check_lambda(times(steps), "last", "--t-min above 0");
    if (solver.divides_by_alpha() && schedule.at(times(0)).alpha == 0)
        throw UsageError("the solver divides by alpha, which is 0 at t = ", times(0),
                         ": set --t-max below 1");
    const std::vector<std::size_t> spans = solver.spans(steps);
    const std::size_t fitting = std::accumulate(spans.begin(), spans.end(), std::size_t{0});
    if (fitting != steps)
        throw UsageError("the solver's steps go over ", fitting, " intervals of a grid, found ", steps,
                         ": give ", fitting + 1, " times");
}

std::size_t Sampling::width() const { return model.dimension() * (paths ? times.size() : 1); }

std::size_t block_rows(const Sampling& sampling, const ThreadPool& pool, std::uint64_t first) {
    constexpr std::size_t numbers = std::size_t{1} << 21;  // 16 MiB
    const std::size_t slices = std::max<std::size_t>(numbers / (slice_rows * sampling.width()), pool.size());
    return slices * slice_rows - first % slice_rows;
}

Samples sample(const Sampling& sampling, std::uint64_t first, std::size_t n, const Labels& labels,
               ThreadPool& pool) {
    if (!labels.empty() && labels.size() != n) throw Error("expected ", n, " labels, found ", labels.size());
    const Vector& times = sampling.times;
    const Schedule& schedule = sampling.model.schedule();
    const bool back = times(0) < times(times.size() - 1);
    check_times(back ? reversed(times) : times, sampling.solver, schedule);
    if (back && schedule.at(times(0)).sigma == 0)
        throw UsageError("at t = ", times(0), " there is no noise yet to go on from: set --t-min above 0");
    check_step(times, sampling.solver, sampling.model.one_step());
    const Start start = sampling.start
                            ? sampling.start
                            : normal_start(sampling.noise, sampling.model.dimension(), schedule.at(times(0)));
    Samples samples{zeros(n, sampling.width()), 0};
    const std::uint64_t end = first + n, first_slice = first / slice_rows;
    const std::size_t slices = n ? (end - 1) / slice_rows - first_slice + 1 : 0;
    std::vector<std::uint64_t> evaluations(slices, 0);
    pool.run(slices, [&](std::size_t slice, unsigned) {
        const std::uint64_t from = std::max(first, (first_slice + slice) * slice_rows);
        const std::uint64_t to = std::min(end, (first_slice + slice + 1) * slice_rows);
        const auto begin = labels.begin() + static_cast<std::ptrdiff_t>(labels.empty() ? 0 : from - first);
        const Labels own(begin, begin + static_cast<std::ptrdiff_t>(labels.empty() ? 0 : to - from));
        evaluations[slice] = travel(sampling, start, from, own, to - from,
                                    samples.rows.data() + (from - first) * sampling.width());
    });
    samples.evaluations = std::accumulate(evaluations.begin(), evaluations.end(), std::uint64_t{0});
    return samples;
}

}  // namespace drift::sampler
