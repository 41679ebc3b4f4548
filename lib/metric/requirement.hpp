// Requirements: bounds on measurements.
#pragma once

#include <string>
#include <vector>

#include "metric/measurement.hpp"

namespace drift::metric {

/// `nll<1.2`, `w2/floor<=1.2` or `nll-floor<0.1`: a value, how many times its floor it is, or by how much it is
/// above its floor, below or above a bound.
class Requirement {
public:
    /// UsageError when it reads otherwise, or when no metric of that name is asked for. metrics: as they were
    /// asked for; the name alone means those with settings too.
    Requirement(const std::string& text, const std::vector<std::string>& metrics);

    /// Unmet when a measurement of that metric does not hold to it; a missing number does not. UsageError when
    /// it has no floor to be compared with, or none above 0 for a ratio.
    void check(const std::vector<Measurement>& measurements) const;

private:
    enum class Of { value, ratio, difference };

    Real subject(const Measurement& measurement) const;

    std::string text_, metric_, relation_;
    Of of_ = Of::value;
    Real bound_;
};

}  // namespace drift::metric
