// Measurements: what a metric says in one number.
#pragma once

#include <cstdint>
#include <string>

#include "metric/estimate.hpp"

namespace drift::metric {

/// A metric's value; its floor, what a perfect model shows on as many rows; and the rows that the value is
/// of, 0 when it is of none.
struct Measurement {
    std::string metric;  // as it was asked for: `w2`, `w2:pairs=20`
    Estimate estimate, floor = {};
    std::uint64_t n = 0;
};

}  // namespace drift::metric
