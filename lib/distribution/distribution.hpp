// Distributions: laws of rows that one can draw from, with their densities where these are known.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>

#include "core/array.hpp"
#include "core/error.hpp"
#include "core/random.hpp"

namespace drift::distribution {

struct Mixture;

/// Safe to share between threads. Row i of a stream of draws depends on the generator and i alone.
class Distribution {
public:
    virtual ~Distribution() = default;

    /// The shape of a row in files: (d), or (h, w) of images.
    const Shape& shape() const { return shape_; }
    std::size_t dimension() const { return entries(shape_); }

    /// Its rows have the classes 0 .. classes() - 1; 0 when they have none.
    std::size_t classes() const { return classes_; }

    /// The length of its stream when that is a list of rows; none when the stream has no end.
    std::optional<std::uint64_t> size() const { return size_; }

    /// Rows first .. first + n of its stream, (n, d); their classes beside them, if wanted.
    virtual Rows draw(const Random& random, std::uint64_t first, std::size_t n,
                      Labels* classes = nullptr) const = 0;

    /// The same of the stream whose rows have these classes, (labels.size(), d). Error when there is no such
    /// class, or no way to draw one alone.
    virtual Rows draw_given(const Random& random, std::uint64_t first, const Labels& labels) const;

    /// log p(x) of rows (n, d) in nats; none when there is no density in closed form.
    virtual std::optional<Vector> log_density(const Rows& x) const;

    /// The Gaussian mixture that it is; null when it is none.
    virtual const Mixture* mixture() const { return nullptr; }

protected:
    explicit Distribution(Shape shape, std::size_t classes = 0, std::optional<std::uint64_t> size = {})
        : shape_(std::move(shape)), classes_(classes), size_(size) {}
    Distribution(const Distribution&) = default;
    Distribution(Distribution&&) = default;
    Distribution& operator=(const Distribution&) = default;
    Distribution& operator=(Distribution&&) = default;

private:
    Shape shape_;
    std::size_t classes_;
    std::optional<std::uint64_t> size_;
};

inline Rows Distribution::draw_given(const Random&, std::uint64_t, const Labels&) const {
    throw Error("rows of one class alone cannot be drawn from this set");
}

inline std::optional<Vector> Distribution::log_density(const Rows&) const { return std::nullopt; }

}  // namespace drift::distribution
