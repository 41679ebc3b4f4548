// Uniform grids, each in its own variable.
#include "sampler/grid.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/error.hpp"

namespace drift::sampler {
namespace {

Real between(Real a, Real b, Real part) { return a + part * (b - a); }

Real part(std::size_t k, std::size_t steps) { return static_cast<Real>(k) / static_cast<Real>(steps); }

// sigma_k = (max^(1/rho) + k / (K - 1) (min^(1/rho) - max^(1/rho)))^rho, sigma for sigma / alpha.
// Karras, Aittala, Aila, Laine (2022), arXiv:2206.00364, eq. 5.
class Sigmas {
public:
    explicit Sigmas(const Spec& spec)
        : rho_(spec.number("rho", 1e-3, 1e3)),
          min_(spec.number("min", 1e-12, 1e12)),
          max_(spec.number("max", 1e-12, 1e12)) {
        if (!(min_ < max_)) throw UsageError("max must exceed min in '", spec.canonical(), "'");
    }

    void check(const Schedule& schedule, Real t_max, Real t_min) const {
        const Real rounding = 1 + 1e-12, most = ratio(schedule, t_max), least = ratio(schedule, t_min);
        if (max_ > most * rounding)
            throw UsageError("grid sigma begins at sigma / alpha = ", max_, ", above the ", most,
                             " of the schedule at t = ", t_max, ": set max=", most, " or less");
        if (min_ <= least)
            throw UsageError("grid sigma comes down to sigma / alpha = ", min_, ", not above the ", least,
                             " at its last time ", t_min, ": set min above that, or --t-min below ",
                             schedule.time(-std::log(min_)));
    }

    Real operator()(std::size_t k, std::size_t steps) const {
        if (k == 0) return max_;
        return std::pow(between(std::pow(max_, 1 / rho_), std::pow(min_, 1 / rho_), part(k, steps - 1)),
                        rho_);
    }

private:
    static Real ratio(const Schedule& schedule, Real t) {
        const Scales at = schedule.at(t);
        return at.sigma / at.alpha;
    }

    Real rho_, min_, max_;
};

// Uniform from one step to the next, and within each.
std::vector<Real> parts(const std::vector<std::size_t>& spans) {
    std::vector<Real> parts;
    for (std::size_t step = 0; step < spans.size(); ++step)
        for (std::size_t k = 0; k < spans[step]; ++k)
            parts.push_back((static_cast<Real>(step) + part(k, spans[step])) /
                            static_cast<Real>(spans.size()));
    return parts;
}

}  // namespace

const EntryList& grids() {
    static const EntryList catalogue{
        "grid",
        {{"time", {}, "uniform in t"},
         {"quadratic", {}, "uniform in sqrt t"},
         {"logsnr", {}, "uniform in lambda = ln(alpha / sigma)"},
         {"sigma",
          {{"rho", "7", "its power"}, {"min", "0.002", "the last sigma"}, {"max", "80", "the first sigma"}},
          "uniform in (sigma / alpha)^(1 / rho): sigmas, as many as steps, then t-min"},
         {"file", {{"PATH", "", "text or .npy"}}, "the times of a file, the largest first"}}};
    return catalogue;
}

bool grid_needs_finite_lambda(const std::string& spec) { return Spec(spec, grids()).name() == "logsnr"; }

bool grid_begins_itself(const std::string& spec) { return Spec(spec, grids()).name() == "sigma"; }

std::string grid_file(const std::string& spec) {
    const Spec grid(spec, grids());
    return grid.name() == "file" ? grid.text("PATH") : "";
}

Vector make_grid(const std::string& spec, const Schedule& schedule, Real t_max, Real t_min,
                 const std::vector<std::size_t>& spans) {
    if (!(0 <= t_min && t_min < t_max && t_max <= 1))
        throw UsageError("times must satisfy 0 <= t-min < t-max <= 1, found t-min ", t_min, " and t-max ",
                         t_max);
    const std::size_t steps = std::accumulate(spans.begin(), spans.end(), std::size_t{0});
    if (steps == 0) throw UsageError("a grid has 1 step at least, found 0");
    const Spec grid(spec, grids());
    Vector times({steps + 1}, t_max);
    times(steps) = t_min;
    if (grid.name() == "time") {
        for (std::size_t k = 1; k < steps; ++k) times(k) = between(t_max, t_min, part(k, steps));
    } else if (grid.name() == "quadratic") {
        for (std::size_t k = 1; k < steps; ++k)
            times(k) = std::pow(between(std::sqrt(t_max), std::sqrt(t_min), part(k, steps)), 2);
    } else if (grid.name() == "logsnr") {
        const Real from = schedule.at(t_max).lambda, to = schedule.at(t_min).lambda;
        if (!std::isfinite(from) || !std::isfinite(to))
            throw UsageError("grid logsnr needs a finite ln(alpha / sigma) at both ends: set ",
                             std::isfinite(from) ? "--t-min above 0" : "--t-max below 1");
        const std::vector<Real> places = parts(spans);
        for (std::size_t k = 1; k < steps; ++k) times(k) = schedule.time(between(from, to, places[k]));
    } else if (grid.name() == "sigma") {
        const Sigmas sigma(grid);
        sigma.check(schedule, t_max, t_min);
        for (std::size_t k = 0; k < steps; ++k)
            times(k) = std::min(schedule.time(-std::log(sigma(k, steps))), t_max);
    } else {
        throw Error("grid '", spec, "' has its own times");
    }
    return times;
}

Vector make_grid(const std::string& spec, const Schedule& schedule, Real t_max, Real t_min,
                 std::size_t steps) {
    return make_grid(spec, schedule, t_max, t_min, std::vector<std::size_t>(steps, 1));
}

Vector reversed(const Vector& times) {
    Vector back = times;
    std::reverse(back.begin(), back.end());
    return back;
}

}  // namespace drift::sampler
