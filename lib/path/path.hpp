// Probability paths: x_t and its velocity for a pair of ends, x0 at t = 0 and x1 at t = 1.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/array.hpp"
#include "core/random.hpp"
#include "core/registry.hpp"
#include "path/schedule.hpp"

namespace drift::path {

/// A pair of ends, d numbers each: float in a slice of training, Real elsewhere. Of a diffusion x1 is the noise.
template <class Number>
struct Ends {
    const Number *x0, *x1;
    std::size_t d;
    std::uint64_t row;  // the pair's place in the endless stream: the counter of what a path draws itself
};

/// How x moves between two ends. A path is asked at the scales of a schedule, so that one is made for all its
/// times and rows, and nothing is allocated for a row.
class Path {
public:
    virtual ~Path() = default;

    /// c x_t (d). c is 1, or what a network multiplies its input by.
    virtual void point(const Scales& at, const Ends<Real>& ends, Real c, Real* x) const = 0;
    virtual void point(const Scales& at, const Ends<float>& ends, Real c, float* x) const = 0;

    /// c u (d), u = dx_t/dt, which points to noise.
    virtual void velocity(const Scales& at, const Ends<Real>& ends, Real c, Real* u) const = 0;
    virtual void velocity(const Scales& at, const Ends<float>& ends, Real c, float* u) const = 0;

    /// Whether velocities are finite there where the scales' derivatives are; one that is not may lie at t = 0 or 1.
    virtual bool finite(const Scales&) const { return true; }
};

/// The generator is for a path that draws, as a bridge does; a pair's draws are those of its Ends::row.
using MakePath = std::unique_ptr<const Path> (*)(const Spec& spec, const Random& random);

/// The paths that make_path knows.
const Registry<MakePath>& paths();

std::unique_ptr<const Path> make_path(const std::string& spec, const Random& random);

/// x_t = alpha x0 + sigma x1 and dx_t/dt = alpha' x0 + sigma' x1. With x1 standard normal it is the path of
/// every diffusion, with schedule `linear` that of Lipman et al. (2022), arXiv:2210.02747, and Liu, Gong, Liu
/// (2022), arXiv:2209.03003, between any two laws.
Registered<MakePath> affine_path();

/// x_t of each pair of rows at some times, the same ends at each: x0 and x1 (n, d), the result (n, times, d).
/// first: the place of the first pair in the endless stream.
Rows path_points(const Path& path, const Rows& x0, const Rows& x1, std::uint64_t first,
                 std::span<const Scales> at);

/// dx_t/dt likewise.
Rows path_velocities(const Path& path, const Rows& x0, const Rows& x1, std::uint64_t first,
                     std::span<const Scales> at);

/// The points with one time a row: at (n), the result (n, d).
Rows path_points_by_row(const Path& path, const Rows& x0, const Rows& x1, std::uint64_t first,
                        std::span<const Scales> at);

/// The scales at some times.
std::vector<Scales> scales(const Schedule& schedule, std::span<const Real> times);

/// t = 0, 1/steps, .. 1.
std::vector<Real> uniform_grid(std::size_t steps);

}  // namespace drift::path
