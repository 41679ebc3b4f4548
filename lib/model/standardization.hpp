// Standardization: a model works in y = (x - mean) / spread of its training data; files are in data units.
#pragma once

#include <vector>

#include "core/array.hpp"

namespace drift::model {

/// Held in single precision, as in the model file, so that training and sampling use the same numbers.
struct Standardization {
    std::vector<float> mean;  // (d); empty: 0
    float spread = 1;

    /// In place, for rows (n, d) or whole paths (n, k d).
    void to_model(Rows& x) const;  // x becomes (x - mean) / spread
    void to_data(Rows& y) const;   // y becomes mean + spread y

    bool operator==(const Standardization&) const = default;
};

/// The mean of each column and the root mean square distance from it per coordinate, of rows (n, d).
Standardization standardization_of(const float* rows, std::size_t n, std::size_t d);

}  // namespace drift::model
