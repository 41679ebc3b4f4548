// Standardization: a model works in y = (x - mean) / spread of its training data; files are in data units.
#pragma once

#include <vector>

#include "core/array.hpp"

namespace drift::model {

/// Held as in the model file, so that training and sampling use the same numbers: the spread in single precision, and
/// the mean as the sum of two numbers in single precision, the second 0 unless the offset of the data asks for it.
struct Standardization {
    std::vector<double> mean;  // (d); empty: 0
    float spread = 1;

    /// The two parts of the mean, (d) each; the second is empty when it is 0.
    std::vector<float> mean_in_single() const;
    std::vector<float> mean_rest() const;

    /// In place, for rows (n, d) or whole paths (n, k d).
    void to_model(Rows& x) const;  // x becomes (x - mean) / spread
    void to_data(Rows& y) const;   // y becomes mean + spread y

    bool operator==(const Standardization&) const = default;
};

/// The mean of each column and the root mean square distance from it per coordinate, of rows (n, d) that are given
/// less an origin (d), or empty for 0.
Standardization standardization_of(const float* rows, std::size_t n, std::size_t d,
                                   const std::vector<double>& origin = {});

}  // namespace drift::model
