#include "model/ends.hpp"

#include <algorithm>
#include <cmath>

namespace drift::model {
namespace {

// Of one point the spread is 0, and its length is its size; of zeros, 1.
Real size_of(Real spread, Real second_moment) {
    if (spread > 0) return spread;
    return second_moment > 0 ? std::sqrt(second_moment) : 1;
}

}  // namespace

Real end_time(const ModelFacts& facts) {
    const Real size = size_of(facts.spread, facts.second_moment);
    return std::max(facts.schedule->nearest_time(least_noise * size), facts.one_step);
}

Real end_time(const Schedule& schedule) { return schedule.nearest_time(least_noise); }

Real start_time(const ModelFacts& facts) {
    return facts.schedule->nearest_time(most_noise * size_of(std::sqrt(facts.second_moment), 0));
}

Real last_time(const ModelFacts& facts, bool needs_alpha) {
    const Real last = facts.schedule->last_time(false);
    return needs_alpha && facts.schedule->at(last).alpha == 0 ? start_time(facts) : last;
}

}  // namespace drift::model
