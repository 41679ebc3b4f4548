// The forward chain: from data to noise by the path's transitions, step by step.
#pragma once

#include <cstdint>
#include <span>

#include "core/array.hpp"
#include "core/random.hpp"
#include "path/schedule.hpp"

namespace drift::path {

/// The normal numbers of a chain for rows first .. first + n: (n, times, d).
Rows chain_noise(const Random& random, std::uint64_t first, std::size_t n, std::size_t times, std::size_t d);

/// The forward chain over a rising grid of times, by its exact transitions (path/transition.hpp) from s to t:
///     x_t = (alpha_t / alpha_s) x_s + sqrt(sigma_t^2 - (alpha_t / alpha_s)^2 sigma_s^2) z_t.
/// Its first point is alpha x0 + sigma z at the grid's first time: x0 itself where sigma(0) = 0, not on
/// ve-geometric. On ve this is eq. 11 of Nakkiran, Bradley, Zhou, Advani (2024), arXiv:2406.08929. x0 (n, d);
/// z and the result (n, times, d).
Rows path_chain(const Rows& x0, const Rows& z, std::span<const Scales> grid);

}  // namespace drift::path
