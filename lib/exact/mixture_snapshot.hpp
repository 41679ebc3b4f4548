// A Gaussian mixture seen at one time, as the hot loops want it.
#pragma once

#include <vector>

#include "distribution/mixture.hpp"
#include "kernel/mixture_loops.hpp"
#include "path/schedule.hpp"

namespace drift::exact {

/// What each component contributes: m_k + alpha C_k V_k^-1 (x - alpha m_k), or -V_k^-1 (x - alpha m_k).
enum class Wanted { x0, score };

/// The noised components, recomputed when the time changes. The mixture outlives it.
class MixtureSnapshot {
public:
    MixtureSnapshot(const Mixture& mixture, Wanted wanted);

    void take(const Scales& at);

    MixtureAt view() const;

    /// What acts on directions: no centres, no offsets.
    MixtureAt linear();

    Real ratio() const { return ratio_; }  // alpha / sigma^2

private:
    const Mixture* mixture_;
    Wanted wanted_;
    Real ratio_ = 0;
    std::vector<const Real*> directions_;
    std::vector<Real> log_scales_, centres_, precisions_, offsets_, gains_, nothing_;
};

}  // namespace drift::exact
