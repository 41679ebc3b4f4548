// The ends of a path: endless streams of rows from which pairs are made.
#pragma once

#include <cstdint>
#include <memory>

#include "core/array.hpp"
#include "core/random.hpp"
#include "distribution/distribution.hpp"

namespace drift::path {

/// One end of a path, as a law to draw from. Row i is a function of i alone. Safe to share.
class End {
public:
    virtual ~End() = default;

    virtual std::size_t dimension() const = 0;
    virtual bool labelled() const { return false; }

    /// Rows first .. first + n: x (n, d) and, of a labelled end, their classes (n).
    virtual void draw(std::uint64_t first, std::size_t n, float* x, int* labels) const = 0;
};

/// Standard normal rows.
class NormalEnd final : public End {
public:
    NormalEnd(const Random& random, std::size_t d) : random_(random), d_(d) {}

    std::size_t dimension() const override { return d_; }
    void draw(std::uint64_t first, std::size_t n, float* x, int*) const override {
        random_.normal_rows(first, n, d_, 0, x);
    }

private:
    Random random_;
    std::size_t d_;
};

/// Rows of any law, rounded to single precision, with its classes.
class LawEnd final : public End {
public:
    /// Error when the law is a list of rows, which ends.
    LawEnd(const Random& random, std::shared_ptr<const Distribution> law);

    std::size_t dimension() const override { return law_->dimension(); }
    bool labelled() const override { return law_->classes() > 0; }
    void draw(std::uint64_t first, std::size_t n, float* x, int* labels) const override;

private:
    Random random_;
    std::shared_ptr<const Distribution> law_;
};

/// Rows of a set (n, d), drawn with equal probabilities, and their classes (n) or
/// none. It holds the set by reference.
class RowsEnd final : public End {
public:
    RowsEnd(const Random& random, const std::vector<float>& rows, std::size_t n, const Labels& labels)
        : random_(random), rows_(rows), labels_(labels), n_(n), d_(rows.size() / n) {}

    std::size_t dimension() const override { return d_; }
    bool labelled() const override { return !labels_.empty(); }
    void draw(std::uint64_t first, std::size_t n, float* x, int* labels) const override;

private:
    Random random_;
    const std::vector<float>& rows_;
    const Labels& labels_;
    std::size_t n_, d_;
};

}  // namespace drift::path
