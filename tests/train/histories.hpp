// Histories of losses that are known in closed form.
#pragma once

#include <vector>

#include "train/loss_history.hpp"

namespace drift::all {

/// A history of `bins` bins in which bin b has seen losses of size b + 1 only.
inline LossHistory rising(std::size_t bins, std::size_t kept, Real share) {
    LossHistory history(bins, kept, share);
    std::vector<Real> places, losses;
    for (std::size_t b = 0; b < bins; ++b)
        for (std::size_t i = 0; i < kept; ++i) {
            places.push_back((static_cast<Real>(b) + 0.5) / static_cast<Real>(bins));
            losses.push_back(static_cast<Real>(b + 1));
        }
    history.add(places, losses);
    return history;
}

}  // namespace drift::all
