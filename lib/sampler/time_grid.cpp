#include "sampler/time_grid.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/error.hpp"
#include "model/ends.hpp"
#include "sampler/one_step_model.hpp"
#include "sampler/solver.hpp"

namespace drift::sampler {

void check_falling(const Vector& times) {
    for (std::size_t k = 0; k + 1 < times.size(); ++k)
        if (!(times(k) > times(k + 1)))
            throw UsageError("a grid's times fall from noise to data, found ", times(k + 1), " after ",
                             times(k), ": sort them, the largest first, each once");
}

namespace {

Vector falling(const Vector& times) {
    if (times.size() < 2) throw UsageError("a grid has 2 times at least, found ", times.size());
    for (const Real t : times)
        if (!(0 <= t && t <= 1))
            throw UsageError("a grid's times lie between 0 and 1, found ", t, ": give the schedule's t");
    Vector down = times;
    if (times(0) < times(times.size() - 1)) std::reverse(down.begin(), down.end());
    check_falling(down);
    return down;
}

void check_domain(const std::vector<Scales>& at, const Schedule& schedule, const Domain& domain,
                  bool divides_by_alpha) {
    const Scales &first = at.front(), &last = at.back();
    const std::string sooner = concat(": set t-max to ", schedule.nearest_time(most_noise), " or less"),
                      later = concat(": set t-min to ", schedule.nearest_time(least_noise), " or more");
    const auto check_lambda = [](const Scales& end, const char* name, const std::string& advice) {
        if (!std::isfinite(end.lambda))
            throw UsageError("the solver needs a finite ln(alpha / sigma) at its ", name,
                             " time, and t = ", end.t, " has none", advice);
    };
    if (domain.begin == Begin::finite_lambda) check_lambda(first, "first", sooner);
    if (domain.end == End::finite_lambda) check_lambda(last, "last", later);
    if ((domain.begin == Begin::alpha || divides_by_alpha) && first.alpha == 0)
        throw UsageError("the ", divides_by_alpha ? "model" : "solver",
                         " divides by alpha, which is 0 at t = ", first.t, sooner);
    if (domain.end == End::sigma && last.sigma == 0)
        throw UsageError("the solver divides by sigma, which is 0 at t = ", last.t, later);
}

void check_spans(std::size_t steps, const Solver& solver) {
    const std::vector<std::size_t> spans = solver.spans(steps);
    const std::size_t fitting = std::accumulate(spans.begin(), spans.end(), std::size_t{0});
    if (fitting != steps)
        throw UsageError("the solver's steps go over ", fitting, " intervals of a grid, found ", steps,
                         ": give ", fitting + 1, " times");
}

}  // namespace

TimeGrid::TimeGrid(const Vector& times, const Schedule& schedule, const Solver& solver, Real one_step,
                   bool divides_by_alpha)
    : only_towards_data_(solver.takes_one_step_model ? one_step : 0) {
    for (const Real t : falling(times)) scales_.push_back(schedule.at(t));
    check_domain(scales_, schedule, solver.domain, divides_by_alpha);
    check_spans(steps(), solver);
    const std::vector<Scales> down = scales_;
    if (times(0) < times(steps())) std::reverse(scales_.begin(), scales_.end());
    check_direction();
    check_one_step_model(down, solver, one_step);
}

void TimeGrid::check_direction() const {
    if (towards_data()) return;
    if (first().sigma == 0)
        throw UsageError("at t = ", first().t, " there is no noise yet to go on from: set t-min above 0");
    if (only_towards_data_ > 0)
        throw UsageError(
            "the model's steps go from noise to data: encode with another solver, as heun, from t-min ",
            only_towards_data_, " on");
}

TimeGrid TimeGrid::reversed() const {
    TimeGrid back = *this;
    std::reverse(back.scales_.begin(), back.scales_.end());
    back.check_direction();
    return back;
}

}  // namespace drift::sampler
