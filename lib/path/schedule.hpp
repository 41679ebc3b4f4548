// Noise schedules: the scales of x_t = alpha x0 + sigma eps, data at t = 0, noise at t = 1.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/array.hpp"
#include "core/registry.hpp"

namespace drift::path {

/// The scales at one time and their derivatives in t.
struct Scales {
    Real t;
    Real alpha, sigma;
    Real alpha_dot, sigma_dot;
    Real lambda;        // ln(alpha / sigma), half the log signal-to-noise ratio
    Real variance_dot;  // (sigma^2)', finite at t = 0 where sigma' need not be

    Real f() const;    // alpha' / alpha, the drift of dx = f x dt + g dw
    Real g2() const;   // (sigma^2)' - 2 f sigma^2, its squared noise rate
    Real snr() const;  // alpha^2 / sigma^2
};

class Schedule {
public:
    virtual ~Schedule() = default;

    /// The scales at t in [0, 1]; ve goes on beyond. Where alpha or sigma is 0,
    /// lambda is minus or plus infinity.
    virtual Scales at(Real t) const = 0;

    /// The time at which ln(alpha / sigma) = lambda, in closed form; Error when it
    /// would lie outside of [0, 1].
    Real time(Real lambda) const;

    /// The same with sigma / alpha = ratio; 0 or 1 when the schedule does not come down or up to it.
    Real nearest_time(Real ratio) const;

    /// The noise rate that its paper calls beta: of a chain the beta of the step that ends at t or goes on there, none
    /// at t = 0; of a path in continuous time beta(t), with f = -beta / 2. None where there is no such word.
    virtual std::optional<Real> beta(Real t) const;

    /// The latest time that solvers start from; the earlier one when they need a finite lambda there.
    virtual Real last_time(bool finite_lambda) const;

    /// The number of steps of a discrete chain, 0 of a continuous schedule.
    virtual std::size_t chain_steps() const { return 0; }

    /// The spec it was made from, every setting written out.
    const std::string& spec() const { return spec_; }

    /// The name alone: "ve", "vp-linear".
    std::string name() const;

protected:
    explicit Schedule(std::string spec) : spec_(std::move(spec)) {}

private:
    virtual Real inverse(Real lambda) const = 0;  // time(), not yet checked

    std::string spec_;
};

using MakeSchedule = std::function<std::unique_ptr<const Schedule>(const Spec&)>;

/// All schedules.
const Registry<MakeSchedule>& schedules();

std::unique_ptr<const Schedule> make_schedule(const std::string& spec);

}  // namespace drift::path
