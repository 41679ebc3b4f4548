#include "network/layer.hpp"

namespace drift::network {

Plan::Array Plan::add(std::size_t size) {
    arrays_.push_back({.size = size, .for_backward = false, .in_place_of = {}});
    return {arrays_.size() - 1};
}

Plan::Array Plan::add_for_backward(std::size_t size) {
    arrays_.push_back({.size = size, .for_backward = true, .in_place_of = {}});
    return {arrays_.size() - 1};
}

Plan::Array Plan::add_in_place_of(Array other) {
    arrays_.push_back({.size = arrays_[other.index].size, .for_backward = false, .in_place_of = other.index});
    return {arrays_.size() - 1};
}

Activations::Activations(const Plan& plan, std::size_t n, bool derivatives) : derivatives_(derivatives) {
    for (const Plan::Planned& array : plan.arrays_) {
        if (!derivatives && array.in_place_of) {
            arrays_.push_back(arrays_[*array.in_place_of]);
        } else if (!derivatives && array.for_backward) {
            arrays_.push_back(nullptr);
        } else {
            memory_.emplace_back(n * array.size);
            arrays_.push_back(memory_.back().data());
        }
    }
}

}  // namespace drift::network
