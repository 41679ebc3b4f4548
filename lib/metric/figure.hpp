// Figures: what a metric says in one number, and what may be required of it.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "core/array.hpp"

namespace drift::metric {

inline constexpr Real missing = std::numeric_limits<Real>::quiet_NaN();

/// A metric's value with its standard error; the floor, what a perfect model would show on as many rows, with
/// its own. n: the rows it is an average of; 0 when it is none.
struct Figure {
    std::string metric;
    Real value, se = missing, floor = missing, floor_se = missing;
    std::uint64_t n = 0;
};

/// `nll<1.2`, or `w2/floor<=1.2`: a figure, or how many times its floor it is, below or above a bound.
class Requirement {
public:
    /// UsageError when it reads otherwise, or when no figure of that name is asked for.
    Requirement(const std::string& text, const std::vector<std::string>& figures);

    /// Unmet when the figure of that name does not hold to it; one that is missing does not. UsageError when
    /// it has no floor to be compared with.
    void check(const std::vector<Figure>& figures) const;

private:
    std::string text_, metric_, relation_;
    bool of_floor_;
    Real bound_;
};

}  // namespace drift::metric
