// The one measure of difference in the tests.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

namespace drift::all {

/// The largest absolute difference of two arrays of equal shape; infinite when the
/// shapes differ or a NaN is met.
template <class A, class B>
double distance(const A& a, const B& b) {
    if (a.size() != b.size()) return std::numeric_limits<double>::infinity();
    double largest = 0;
    auto other = b.begin();
    for (const auto& value : a) {
        const double difference = std::abs(static_cast<double>(value) - static_cast<double>(*other++));
        if (!(difference <= largest))
            largest = std::isnan(difference) ? std::numeric_limits<double>::infinity() : difference;
    }
    return largest;
}

}  // namespace drift::all
