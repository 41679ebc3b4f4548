// The one loop that all solvers run in.
#include "sampler/sampler.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "core/error.hpp"

namespace drift::sampler {
namespace {

// A Denoiser or a Field, which have the same calls, made when it is first asked: a model may have one of them only.
template <class Function, class Make>
class Deferred final : public Function {
public:
    explicit Deferred(Make make) : make_(std::move(make)) {}

    Rows operator()(const Rows& x, const Vector& t) override { return function()(x, t); }
    Rows vjp(const Rows& x, const Vector& t, const std::vector<Rows>& w,
             std::vector<Rows>& products) override {
        return function().vjp(x, t, w, products);
    }
    std::uint64_t evaluations() const override { return function_ ? function_->evaluations() : 0; }

private:
    Function& function() {
        if (!function_) function_ = make_();
        return *function_;
    }

    Make make_;
    std::unique_ptr<Function> function_;
};

template <class Function, class Make>
Deferred<Function, Make> deferred(Make make) {
    return Deferred<Function, Make>(std::move(make));
}

void check_finite(const Rows& x, std::uint64_t first, std::size_t k, const TimeGrid& grid) {
    const auto bad = std::find_if_not(x.begin(), x.end(), [](Real value) { return std::isfinite(value); });
    if (bad == x.end()) return;
    const std::uint64_t row = first + static_cast<std::uint64_t>(bad - x.begin()) / x.shape(1);
    if (k == 0) throw Diverged("row ", row, " is not finite at its start");
    throw Diverged("row ", row, " is not finite after step ", k, " of ", grid.steps(),
                   ", at t = ", grid.scales()[k].t);
}

// One slice from the first time to the last; x at the grid's time k goes to column k d of out.
std::uint64_t sample_slice(const Sampler& sampler, const Start& start, std::uint64_t first,
                           const Labels& labels, std::size_t n, Real* out, Tally& row_steps) {
    const std::size_t d = sampler.model.dimension(), width = sampler.width(), steps = sampler.grid.steps();
    auto denoise = deferred<Denoiser>([&] { return sampler.model.denoiser(n, labels); });
    auto velocity = deferred<Field>([&] { return sampler.model.velocity(n, labels); });
    const Slice slice{sampler.model.schedule(), sampler.grid, denoise, velocity, *sampler.noise, first};
    const Step step = sampler.solver.begin(slice);
    Rows x = start(first, n, labels);
    for (std::size_t k = 0;; ++k) {
        check_finite(x, first, k, sampler.grid);
        if (sampler.paths || k == steps)
            for (std::size_t i = 0; i < n; ++i)
                std::copy_n(x.data() + i * d, d, out + i * width + (sampler.paths ? k * d : 0));
        if (k == steps) return n * (denoise.evaluations() + velocity.evaluations());
        step(x, sampler.grid[k]);
        row_steps.add(n);
    }
}

}  // namespace

void check_model(const Solver& solver, const Model& model) {
    const std::string& departure = model.facts().departure;
    if (!solver.on_velocity && !departure.empty())
        throw UsageError(
            "the solver presumes x_t = alpha x0 + sigma eps with independent normal eps, and the model has ",
            departure, ": choose one on the velocity, as euler, heun or dopri5");
}

Samples Sampler::operator()(std::uint64_t first, std::size_t n, const Labels& labels,
                            ThreadPool& pool) const {
    if (!labels.empty() && labels.size() != n) throw Error("expected ", n, " labels, found ", labels.size());
    check_model(solver, model);
    check_labels(model.facts().seen, model.classes(), labels);
    const Start begin = start ? start : base_start(model, noise, grid.first());
    Samples samples{zeros(n, width()), 0};
    const std::uint64_t end = first + n, first_slice = first / slice_rows;
    const std::size_t slices = n ? (end - 1) / slice_rows - first_slice + 1 : 0;
    std::vector<std::uint64_t> evaluations(slices, 0);
    Tally row_steps(on_done ? OnDone([&](std::uint64_t done) { on_done(done / grid.steps()); }) : OnDone());
    pool.run(slices, [&](std::size_t slice, unsigned) {
        const std::uint64_t from = std::max(first, (first_slice + slice) * slice_rows);
        const std::uint64_t to = std::min(end, (first_slice + slice + 1) * slice_rows);
        const auto place = labels.begin() + static_cast<std::ptrdiff_t>(labels.empty() ? 0 : from - first);
        const Labels own(place, place + static_cast<std::ptrdiff_t>(labels.empty() ? 0 : to - from));
        evaluations[slice] = sample_slice(*this, begin, from, own, to - from,
                                          samples.rows.data() + (from - first) * width(), row_steps);
    });
    samples.evaluations = std::accumulate(evaluations.begin(), evaluations.end(), std::uint64_t{0});
    return samples;
}

std::size_t Sampler::block_rows(const ThreadPool& pool, std::uint64_t first) const {
    constexpr std::size_t numbers = std::size_t{1} << 21;  // 16 MiB
    const std::size_t slices = std::max<std::size_t>(numbers / (slice_rows * width()), pool.size());
    return slices * slice_rows - first % slice_rows;
}

}  // namespace drift::sampler
