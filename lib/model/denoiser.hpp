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

    /// The posterior mean of each row: x (n, d), t (n), the result (n, d). n and
    /// the rows' order are the slice's.
    virtual Rows operator()(const Rows& x, const Vector& t) = 0;

    /// The same with its vector-Jacobian products: products[i] becomes w[i]^T dE[x0 | x_t]/dx of each row,
    /// all (n, d). Of an exact model the Jacobian is alpha / sigma^2 Cov[x0 | x_t], symmetric, for sigma > 0.
    /// Error when the model has no derivatives.
    virtual Rows vjp(const Rows& x, const Vector& t, const std::vector<Rows>& w, std::vector<Rows>& products);
};

inline Rows Denoiser::vjp(const Rows&, const Vector&, const std::vector<Rows>&, std::vector<Rows>&) {
    throw Error("the model has no derivatives in x");
}

/// What is known of a model beside its denoiser. A model that wraps another copies
/// these and changes those it must.
struct ModelFacts {
    std::shared_ptr<const Schedule> schedule;
    Shape shape;                           // the trailing shape of its rows in files: (d), (h, w), (h, w, c)
    Standardization standardization = {};  // its units; the identity unless it was trained
    std::size_t classes = 0;               // it may be asked for 0 .. classes - 1; 0 when it has none
    Real second_moment = 1;                // E|x0|^2 / d in the model's units
    Real spread = 1;                       // sqrt(E|x0 - E x0|^2 / d), likewise
    bool divides_by_alpha = false;         // it has no answer where alpha = 0
    Real one_step = 0;                     // dt when it gives E[x_(t-dt) | x_t], so that it has no answer
                                           // below t = dt; 0 when it can be asked at any time
};

/// A model of the data under one schedule, in its own units; makes denoisers for
/// slices of rows. Safe to share.
class Model {
public:
    explicit Model(ModelFacts facts) : facts_(std::move(facts)), dimension_(entries(facts_.shape)) {}
    virtual ~Model() = default;
    Model(const Model&) = default;
    Model(Model&&) = default;
    Model& operator=(const Model&) = default;
    Model& operator=(Model&&) = default;

    const ModelFacts& facts() const { return facts_; }
    const Schedule& schedule() const { return *facts_.schedule; }
    std::size_t dimension() const { return dimension_; }
    const Shape& shape() const { return facts_.shape; }
    const Standardization& standardization() const { return facts_.standardization; }
    std::size_t classes() const { return facts_.classes; }
    Real second_moment() const { return facts_.second_moment; }
    Real one_step() const { return facts_.one_step; }

    /// A denoiser for rows first .. first + rows of the endless stream of rows; labels (rows), or empty for
    /// the unconditional one. A row has the same bits whatever shard and slice it is computed in.
    virtual std::unique_ptr<Denoiser> denoiser(std::uint64_t first, std::size_t rows,
                                               const Labels& labels) const = 0;

private:
    ModelFacts facts_;
    std::size_t dimension_;
};

}  // namespace drift::model
