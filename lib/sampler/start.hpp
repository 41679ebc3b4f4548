// Where trajectories begin.
#pragma once

#include <functional>
#include <memory>

#include "core/random.hpp"
#include "model/denoiser.hpp"
#include "sampler/noise.hpp"

namespace drift::sampler {

/// x (n, d) at the first time, in the model's units, of rows first .. first + n of the endless stream; labels
/// (n), or empty.
using Start = std::function<Rows(std::uint64_t first, std::size_t n, const Labels& labels)>;

/// N(0, sigma^2), which forgets alpha x0.
Start normal_start(std::shared_ptr<const Noise> noise, std::size_t d, const Scales& at);

/// sigma x1 with x1 of the model's base, as the path has it where alpha = 0: the same when that is N(0, I).
Start base_start(const Model& model, std::shared_ptr<const Noise> noise, const Scales& at);

/// The law of x_t itself: alpha x0 + sigma eps with x0 drawn from that of the model, which outlives the start.
/// UsageError when the model knows none.
Start exact_start(const Model& model, std::uint64_t seed, std::shared_ptr<const Noise> noise,
                  const Scales& at);

/// Rows first, first + 1, ... of the stream; labels do not matter.
Start given_start(Rows rows, std::uint64_t first);

/// What N(0, sigma^2) is wrong by: alpha^2 E|x0|^2 / (d sigma^2), the part of x_t
/// that it forgets, beside the noise.
Real start_error(const Model& model, const Scales& at);

}  // namespace drift::sampler
