// Paths whose points are sums of three vectors of a pair: both ends and one more.
#pragma once

#include <span>

#include "path/path.hpp"

namespace drift::path {

/// x_t = a x0 + b x1 + c w with weights that depend on the time alone, and so dx_t/dt = a' x0 + b' x1 + c' w.
/// w is the path's own: a normal of x1 - x0, a pair's noise.
class Combination : public Path {
public:
    void point(const Scales& at, const Ends<Real>& ends, Real c, Real* x) const final;
    void point(const Scales& at, const Ends<float>& ends, Real c, float* x) const final;
    void velocity(const Scales& at, const Ends<Real>& ends, Real c, Real* u) const final;
    void velocity(const Scales& at, const Ends<float>& ends, Real c, float* u) const final;

protected:
    struct Weights {
        Real of_x0, of_x1, of_w = 0;
    };

private:
    virtual Weights weights(const Scales& at) const = 0;
    virtual Weights rates(const Scales& at) const = 0;  // their derivatives in t

    /// w (d) of a pair in the place `row`, whose ends are chord = x1 - x0 apart. Asked where its weight is
    /// not 0.
    virtual void third(std::span<const Real> chord, std::uint64_t row, std::span<Real> w) const = 0;

    template <class Number>
    void combine(const Weights& by, const Ends<Number>& ends, Real c, Number* out) const;
};

}  // namespace drift::path
