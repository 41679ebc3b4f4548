// Models: what a sampler sees of them, as denoisers and as velocities.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/array.hpp"
#include "core/error.hpp"
#include "core/random.hpp"
#include "distribution/distribution.hpp"
#include "model/labels_seen.hpp"
#include "model/standardization.hpp"
#include "ode/field.hpp"
#include "path/schedule.hpp"

namespace drift::model {

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

    /// Evaluations so far, the same for each row: of the network, or of the closed form. A call that asks two
    /// networks makes two; one with derivatives counts once, however many.
    virtual std::uint64_t evaluations() const = 0;
};

inline Rows Denoiser::vjp(const Rows&, const Vector&, const std::vector<Rows>&, std::vector<Rows>&) {
    throw Error("the model has no derivatives in x");
}

/// The law of x_t = alpha x0 + sigma eps where it is known in closed form, in the model's units. labels (n), or
/// empty for the law of all classes.
class NoisedLaw {
public:
    virtual ~NoisedLaw() = default;

    /// Draws of x0 for rows first .. first + n of an endless stream, (n, d).
    virtual Rows draw(const Random& random, std::uint64_t first, std::size_t n,
                      const Labels& labels) const = 0;

    /// log p_t(x) in nats, of each row: x (n, d), t (n).
    virtual Vector log_density(const Rows& x, const Vector& t, const Labels& labels) const = 0;
};

/// What is known of a model beside its denoiser and its law: plain values. A model that changes another hands
/// them on (model/decorator.hpp), or changes those it must.
struct ModelFacts {
    std::shared_ptr<const Schedule> schedule;
    Shape shape;                           // the trailing shape of its rows in files: (d), (h, w), (h, w, c)
    Standardization standardization = {};  // its units; the identity unless it was trained
    std::size_t classes = 0;               // it may be asked for 0 .. classes - 1; 0 when it has none
    LabelsSeen seen = {};                  // which of them it was trained on
    Real second_moment = 1;                // E|x0|^2 / d in the model's units
    Real spread = 1;                       // sqrt(E|x0 - E x0|^2 / d), likewise
    bool divides_by_alpha = false;         // it has no answer where alpha = 0
    Real one_step = 0;                     // dt when it gives E[x_(t-dt) | x_t], so that it has no answer
                                           // below t = dt; 0 when it can be asked at any time
    std::shared_ptr<const Distribution> base = {};  // the law of x1, in the model's units; null: N(0, I)
    std::string departure = {};  // in what x_t is not alpha x0 + sigma eps with eps ~ N(0, I) independent of
                                 // x0, for messages, as "base annulus"; empty of a diffusion
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

    /// A denoiser for a slice of rows; labels (rows), or empty for the unconditional one. A row has the same bits
    /// whatever shard and slice it is computed in. Error when the model's path has no E[x0 | x_t] to be read off
    /// its answers.
    virtual std::unique_ptr<Denoiser> denoiser(std::size_t rows, const Labels& labels) const = 0;

    /// u_t(x) = E[dx_t/dt | x_t] of a slice of rows, with labels as there. The flow dx/dt = u_t(x) has the law of
    /// x_t at every time, for any base, coupling and path: Lipman et al. (2022), arXiv:2210.02747. Where a model
    /// does not say it itself it is the probability flow (model/probability_flow.hpp). The model outlives it.
    virtual std::unique_ptr<Field> velocity(std::size_t rows, const Labels& labels) const;

    /// The law of x_t, of an exact model; null when the denoiser is all that is known. It lives as long as the
    /// model.
    virtual const NoisedLaw* law() const { return nullptr; }

private:
    ModelFacts facts_;
    std::size_t dimension_;
};

}  // namespace drift::model
