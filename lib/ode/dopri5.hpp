// Dormand and Prince's pair of orders 5 and 4, each row with steps of its own.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "ode/field.hpp"

namespace drift::ode {

/// Of the error of a step: absolute + relative max(|x before|, |x after|), for each coordinate.
struct Tolerance {
    Real relative, absolute;
};

/// The solution of dx/dt = u_t(x) on one slice of rows. The error of a row's step is the root mean square
/// over its coordinates of
///     (x of order 5 - x of order 4) / tolerance;
/// up to 1 the step is taken with order 5 and the next is 0.9 error^(-1/5) as long, within 0.2 and 10, and
/// after a refusal no longer; above 1 it is tried again, shorter. 6 evaluations a step and two at the start.
/// A row never depends on another one; those that are done wait for the slice's last and are evaluated with
/// it. Dormand, Prince (1980), J. Comput. Appl. Math. 6; the first step as in Hairer, Norsett, Wanner (1993),
/// Solving Ordinary Differential Equations I, section II.4.
class Dopri5 {
public:
    /// From time t to end, either way. first: the place of the first row in the stream of rows, for
    /// messages. u outlives it.
    Dopri5(Field& u, Tolerance tolerance, Real t, Real end, std::uint64_t first);

    /// x (n, d), as the call before left it, becomes x at time s, which lies on the way; steps end there.
    /// Diverged when a row is not finite or its steps become too short to move t.
    void advance(Rows& x, Real s);

    /// Of u, so far.
    std::uint64_t evaluations() const { return evaluations_; }

private:
    static constexpr std::size_t stages = 7;

    Rows velocity(const Rows& x, const Vector& t) { return ++evaluations_, u_(x, t); }
    Real left(Real t, Real s) const { return way_ * (s - t); }
    void start(const Rows& x);
    void take_stages(const Rows& x);
    void judge(Rows& x, std::size_t i, Real s);

    Field& u_;
    Tolerance tolerance_;
    Real begin_, length_, way_;  // the first time; the time to go, and its sign
    std::uint64_t first_, evaluations_ = 0;
    Vector t_, h_, wanted_;       // (n): each row's time, its step now and the one that the control wants
    std::vector<bool> refused_;   // (n): the last step
    std::array<Rows, stages> k_;  // u at the stages
    Rows y_;                      // x at the last stage, which is the step of order 5
};

}  // namespace drift::ode
