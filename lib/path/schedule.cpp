// What schedules share, and their table.
#include "path/schedule.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"

namespace drift::path {

Real Scales::f() const { return alpha_dot / alpha; }

Real Scales::g2() const { return variance_dot - 2 * f() * sigma * sigma; }

Real Scales::snr() const { return alpha * alpha / (sigma * sigma); }

std::optional<Real> Schedule::beta(Real) const { return std::nullopt; }

Real Schedule::last_time(bool) const { return 1; }

std::string Schedule::name() const { return spec_.substr(0, spec_.find(':')); }

Real Schedule::time(Real lambda) const {
    const Real t = inverse(lambda), rounding = 1e-9;
    if (!(t >= -rounding && t <= 1 + rounding))
        throw Error("schedule ", name(), " has no time with ln(alpha / sigma) = ", lambda, ": it goes from ",
                    at(0).lambda, " down to ", at(1).lambda);
    return std::clamp(t, 0.0, 1.0);
}

Real Schedule::nearest_time(Real ratio) const {
    const Real lambda = -std::log(ratio);
    return lambda >= at(0).lambda ? 0 : lambda <= at(1).lambda ? 1 : time(lambda);
}

Registered<MakeSchedule> ve();            // variance_exploding.cpp
Registered<MakeSchedule> vp_linear();     // linear_rate.cpp
Registered<MakeSchedule> vp_cosine();     // cosine.cpp
Registered<MakeSchedule> vp_discrete();   // discrete.cpp
Registered<MakeSchedule> sub_vp();        // linear_rate.cpp
Registered<MakeSchedule> ve_geometric();  // variance_exploding.cpp
Registered<MakeSchedule> edm();           // variance_exploding.cpp
Registered<MakeSchedule> linear();        // linear.cpp

const Registry<MakeSchedule>& schedules() {
    static const Registry<MakeSchedule> all(
        "schedule",
        {ve(), vp_linear(), vp_cosine(), vp_discrete(), sub_vp(), ve_geometric(), edm(), linear()},
        {{"vp-sde", "vp-linear"},
         {"ve-sde", "ve-geometric"},
         {"smld", "ve-geometric"},
         {"sub-vp-sde", "sub-vp"},
         {"ddpm", "vp-discrete"},
         {"scaled_linear", "vp-discrete:betas=scaled-linear"},
         {"squaredcos_cap_v2", "vp-discrete:betas=cosine"},
         {"cosine", "vp-cosine"},
         {"karras", "edm"},
         {"rectified-flow", "linear"},
         {"flow-matching", "linear"},
         {"flow", "linear"},
         {"cond-ot", "linear"},
         {"ConditionalFlowMatcher", "linear"},
         {"VariancePreservingConditionalFlowMatcher", "vp-cosine:s=0"}});
    return all;
}

std::unique_ptr<const Schedule> make_schedule(const std::string& spec) { return schedules().make(spec); }

}  // namespace drift::path
