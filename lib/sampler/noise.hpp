// The noise of a sampler: a function of row and draw, so that it can be replaced by unit impulses.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/random.hpp"
#include "distribution/distribution.hpp"

namespace drift::sampler {

/// What a draw is for: x at the first time, or a step of the solver.
enum class Purpose { start, step };

/// The key of a draw: the interval of the grid, from 0, and the draws within it, from 0; how often the interval was
/// gone over before; and the name of a wrapper, a literal, for noise that it draws beside the solver it changes.
struct Draw {
    Purpose purpose;
    std::size_t step = 0, index = 0;
    std::size_t repetition = 0;
    std::string_view wrapper = {};

    bool operator==(const Draw&) const = default;
};

class Noise {
public:
    virtual ~Noise() = default;

    /// Standard normals (n, d) for rows first .. first + n of the endless stream. Each row and draw has its own.
    virtual Rows operator()(std::uint64_t first, std::size_t n, std::size_t d, Draw draw) const = 0;

    /// Rows first .. first + n of another law, for the start. Error of noise that stands for normal numbers alone.
    virtual Rows of(const Distribution& law, std::uint64_t first, std::size_t n) const;
};

/// The draws of one seed. Distinct for fewer than 2^20 steps and 2^12 draws a step, however often repeated.
class RandomNoise final : public Noise {
public:
    explicit RandomNoise(std::uint64_t seed);
    Rows operator()(std::uint64_t first, std::size_t n, std::size_t d, Draw draw) const override;
    Rows of(const Distribution& law, std::uint64_t first, std::size_t n) const override;

private:
    std::uint64_t seed_;
    Random start_, step_;
};

/// None: for runs that retrace a path. UsageError when a solver draws.
class NoNoise final : public Noise {
public:
    Rows operator()(std::uint64_t first, std::size_t n, std::size_t d, Draw draw) const override;
};

/// Unit impulses: row 0 has no noise, row 1 ones at the start, row 2 + i ones in draws[i]. A sampler that is
/// affine in its noise shows its coefficients in these rows.
class Impulses final : public Noise {
public:
    explicit Impulses(std::vector<Draw> draws) : draws_(std::move(draws)) {}
    Rows operator()(std::uint64_t first, std::size_t n, std::size_t d, Draw draw) const override;

private:
    std::vector<Draw> draws_;
};

}  // namespace drift::sampler
