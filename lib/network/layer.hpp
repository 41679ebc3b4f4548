// What layers share: the rows they see, and the arrays of a pass, planned when a network is made.
//
// A layer is a value: the sizes of its rows, the offsets of its tensors in the Layout, and the arrays that it
// has asked of the Plan. It has a pair of functions, side by side in one file:
//
//   forward (parameters, n, x, ..., y)                 y from x; what backward needs stays in its arrays
//   backward(parameters, n, x, ..., dy, gradient, dx)  from dy = dloss/dy its tensors' part of the gradient,
//                                                      and dx = dloss/dx; both are written, and either may be
//                                                      null when nobody asks for it
//
// Arrays are float, (n, size) with one row for each point of a slice; a row of an image is (h, w, channels).
// Time and class reach a layer as a condition: (m, size) with m = n, or m = 1 when one row serves all.
// A network is the list of the calls: forwards in order, backwards in reverse.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "network/parameters.hpp"

namespace drift::network {

/// The rows of a slice as a network sees them.
struct Batch {
    std::size_t n;
    const float* x;     // (n, d)
    const float* t;     // (n)
    const int* labels;  // (n), the number of classes for a row without one; null when the network has none
};

/// The arrays that one pass over a slice needs, by their numbers per row: what Layout is for tensors.
class Plan {
public:
    struct Array {
        std::size_t index;
    };

    /// Of every pass.
    Array add(std::size_t size);

    /// Of a pass that backward follows; null in others.
    Array add_for_backward(std::size_t size);

    /// Its own memory if backward follows, else that of `other`, which is of the same size and done with.
    Array add_in_place_of(Array other);

private:
    friend class Activations;
    struct Planned {
        std::size_t size;
        bool for_backward;
        std::optional<std::size_t> in_place_of;
    };
    std::vector<Planned> arrays_;
};

/// The planned arrays for slices of up to n rows. One thread uses them at a time.
class Activations {
public:
    Activations(const Plan& plan, std::size_t n, bool derivatives);

    float* operator[](Plan::Array array) const { return arrays_[array.index]; }

    bool derivatives() const { return derivatives_; }  // backward may follow

private:
    bool derivatives_;
    std::vector<Floats> memory_;
    std::vector<float*> arrays_;
};

}  // namespace drift::network
