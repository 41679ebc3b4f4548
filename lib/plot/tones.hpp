// Tones: which numbers are black and which are white, and how many of an array lie beyond.
#pragma once

#include <cstdint>
#include <vector>

#include "core/array.hpp"
#include "io/npy_type.hpp"

namespace drift::plot {

/// The numbers that are black and white; those between are grey in proportion, those beyond are cut off.
struct Tones {
    Real black = -1, white = 1;

    std::uint8_t operator()(Real value) const;
};

/// `black,white`; UsageError unless there are two, apart.
Tones tones_of(const std::vector<Real>& range);

/// The tones of a type of numbers: 0,1 for bool, 0 and the largest number for unsigned integers, else -1,1.
Tones tones_of(npy::Type type);

/// What lies beyond the tones, and is cut off.
struct Cut {
    Real share = 0;            // of all values
    Real far = 0;              // of all values: those beyond by more than a twentieth of the range
    Real least = 0, most = 0;  // of the values
};
Cut cut_of(const Rows& values, const Tones& tones);

}  // namespace drift::plot
