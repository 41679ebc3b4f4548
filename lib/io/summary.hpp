// A summary of columns: range, mean and standard deviation, in one pass.
#pragma once

#include <cstdint>
#include <limits>
#include <string>

#include "core/array.hpp"

namespace drift::io {

/// Of finite numbers; the others are counted. Updating formulas of Welford (1962).
class Summary {
public:
    void add(Real value);

    std::uint64_t count() const { return count_; }
    std::uint64_t not_finite() const { return not_finite_; }
    Real least() const { return least_; }
    Real most() const { return most_; }
    Real mean() const { return mean_; }
    Real std() const;  // with n, not n - 1; NaN without numbers

private:
    std::uint64_t count_ = 0, not_finite_ = 0;
    Real least_ = std::numeric_limits<Real>::infinity(), most_ = -least_, mean_ = 0, squares_ = 0;
};

/// Type, shape, summaries of all numbers and of each column (if they are few), and the first rows, as text:
/// of all arrays of a file.
std::string description(const std::string& path);

}  // namespace drift::io
