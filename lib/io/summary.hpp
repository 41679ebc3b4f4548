// A summary of columns: range, mean and standard deviation, in one pass.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

#include "core/array.hpp"

namespace drift::io {

/// Of finite numbers; the others are counted. The range is exact for whole numbers of 64 bits. Updating formulas of
/// Welford (1962).
template <class Number>
class Summary {
public:
    void add(Number number) {
        const auto value = static_cast<Real>(number);
        if (!std::isfinite(value)) {
            ++not_finite_;
            return;
        }
        least_ = count_ ? std::min(least_, number) : number;
        most_ = count_ ? std::max(most_, number) : number;
        ++count_;
        const Real before = value - mean_;
        mean_ += before / static_cast<Real>(count_);
        squares_ += before * (value - mean_);
    }

    std::uint64_t count() const { return count_; }
    std::uint64_t not_finite() const { return not_finite_; }
    Number least() const { return least_; }  // of at least one
    Number most() const { return most_; }
    Real mean() const { return mean_; }
    Real std() const { return std::sqrt(squares_ / static_cast<Real>(count_)); }  // with n, not n - 1

private:
    std::uint64_t count_ = 0, not_finite_ = 0;
    Number least_{}, most_{};
    Real mean_ = 0, squares_ = 0;
};

/// Type, shape, summaries of all numbers and of each column (if they are few), and the first rows, as text:
/// of all arrays of a file.
std::string description(const std::string& path);

}  // namespace drift::io
