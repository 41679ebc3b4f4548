// Denoisers: what a sampler sees of a model.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/array.hpp"
#include "core/error.hpp"
#include "model/standardization.hpp"
#include "path/schedule.hpp"

namespace drift::model {

/// Rows of a full slice: slices begin at multiples of it in the endless stream of rows.
inline constexpr std::size_t slice_rows = 128;

/// E[x0 | x_t] for one slice of rows. It holds the slice's labels and its own workspace: one thread uses it
/// at a time.
class Denoiser {
public:
    virtual ~Denoiser() = default;

    /// The posterior mean of each row: x (n, d), t (n), the result (n, d). n and the rows' order are the
    /// slice's.
    virtual Rows operator()(const Rows& x, const Vector& t) = 0;

    /// The same with its vector-Jacobian products: products[i] becomes w[i]^T dE[x0 | x_t]/dx of each row,
    /// all (n, d). Of an exact model the Jacobian is alpha / sigma^2 Cov[x0 | x_t], symmetric, for sigma > 0.
    /// Error when the model has no derivatives.
    virtual Rows vjp(const Rows& x, const Vector& t, const std::vector<Rows>& w, std::vector<Rows>& products);
};

inline Rows Denoiser::vjp(const Rows&, const Vector&, const std::vector<Rows>&, std::vector<Rows>&) {
    throw Error("the model has no derivatives in x");
}

/// A model of the data under one schedule, in its own units; makes denoisers for slices of rows. Safe to
/// share.
class Model {
public:
    virtual ~Model() = default;

    virtual const Schedule& schedule() const = 0;
    virtual std::size_t dimension() const = 0;

    /// The trailing shape of its rows in files: (d), or (h, w) and (h, w, c) of images.
    virtual Shape shape() const { return {dimension()}; }

    /// Its units; the identity unless it was trained.
    virtual const Standardization& standardization() const {
        static const Standardization data;
        return data;
    }

    /// E|x0|^2 / d in the model's units: how large the data are about zero.
    virtual Real second_moment() const = 0;

    /// The classes 0 .. classes() - 1 it can be asked for; 0 when it knows none.
    virtual std::size_t classes() const = 0;

    /// The step of time it was trained for when it says E[x_(t-step) | x_t], so that it has no answer at
    /// times below; 0 when it can be asked at any time.
    virtual Real step() const { return 0; }

    /// A denoiser for rows first .. first + rows of the endless stream of rows; labels (rows), or empty for
    /// the unconditional one. A row has the same bits whatever shard and slice it is computed in.
    virtual std::unique_ptr<Denoiser> denoiser(std::uint64_t first, std::size_t rows,
                                               const Labels& labels) const = 0;
};

}  // namespace drift::model
