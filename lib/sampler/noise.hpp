// The noise of a sampler: a function of row, purpose and step, so that it can be replaced by unit impulses.
#pragma once

#include <cstdint>

#include "core/random.hpp"

namespace drift::sampler {

/// What a draw is for: x at the first time, or a step of the solver.
enum class Purpose { start, step };

class Noise {
public:
    virtual ~Noise() = default;

    /// Standard normal draws (n, d) for rows first .. first + n of the endless stream. Each (row, purpose,
    /// step) has its own; the step counts the intervals of the grid from 0.
    virtual Rows operator()(std::uint64_t first, std::size_t n, std::size_t d, Purpose purpose,
                            std::size_t step) const = 0;
};

/// The draws of one seed.
class RandomNoise final : public Noise {
public:
    explicit RandomNoise(std::uint64_t seed);
    Rows operator()(std::uint64_t first, std::size_t n, std::size_t d, Purpose purpose,
                    std::size_t step) const override;

private:
    Random start_, step_;
};

/// None: for runs that retrace a path. UsageError when a solver asks for a step's draws.
class NoNoise final : public Noise {
public:
    Rows operator()(std::uint64_t first, std::size_t n, std::size_t d, Purpose purpose,
                    std::size_t step) const override;
};

}  // namespace drift::sampler
